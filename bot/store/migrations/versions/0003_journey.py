"""invitations, teams, assignments, preferences, branches, notes, answers to objections"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go to 0003."""
    op.create_table('team',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('name', name=op.f('uq_team_name'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('made_at', TIME, nullable=False),
    sa.Column('expires_at', TIME, nullable=False),
    sa.Column('uses_left', sa.Integer(), nullable=False),
    sa.Column('revoked_at', TIME, nullable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_invitation_team_id_team'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('digest', name=op.f('uq_invitation_digest'))
    )
    with op.batch_alter_table('trainee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('agreed_to', sa.String(length=8), nullable=False, server_default='all'))
        batch_op.add_column(sa.Column('team_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('name', sa.String(length=40), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('language', sa.String(length=8), nullable=False, server_default='en'))
        batch_op.add_column(sa.Column('pace', sa.String(length=8), nullable=False, server_default='human'))
        batch_op.add_column(sa.Column('asks_intent', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('avoid', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('avoid_until', TIME, nullable=True))
        batch_op.add_column(sa.Column('time_zone', sa.String(length=40), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('quiet_from', sa.Integer(), nullable=False, server_default='21'))
        batch_op.add_column(sa.Column('quiet_to', sa.Integer(), nullable=False, server_default='9'))
        batch_op.add_column(sa.Column('reminders', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('reminded', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('asked', sa.JSON(), nullable=True))
        batch_op.create_index(batch_op.f('ix_trainee_team_id'), ['team_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_trainee_team_id_team'), 'team', ['team_id'], ['id'], ondelete='SET NULL')
    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('scenario_id', sa.String(length=64), nullable=False),
    sa.Column('trainee_id', sa.String(length=32), nullable=True),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('made_at', TIME, nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_assignment_team_id_team'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trainee_id'], ['trainee.id'], name=op.f('fk_assignment_trainee_id_trainee'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_team_id'), ['team_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_trainee_id'), ['trainee_id'], unique=False)
    with op.batch_alter_table('encounter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('aim', sa.String(length=4), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('unaided', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('open_to_all', sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column('assignment_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('assigned', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('shared_at', TIME, nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_encounter_assignment_id_assignment'), 'assignment', ['assignment_id'], ['id'], ondelete='SET NULL')
    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.add_column(sa.Column('parent_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('message_ref', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('intent', sa.Text(), nullable=False, server_default=''))
        batch_op.create_foreign_key(batch_op.f('fk_turn_parent_id_turn'), 'turn', ['parent_id'], ['id'], ondelete='SET NULL')
    # The turn before a turn: the latest that had not been taken back when it was played.
    op.execute(
        "UPDATE turn SET parent_id = (SELECT max(b.id) FROM turn AS b WHERE"
        " b.encounter_id = turn.encounter_id AND b.id < turn.id"
        " AND (b.taken_back_at IS NULL OR b.taken_back_at > turn.created_at))"
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.add_column(sa.Column('settled_at', TIME, nullable=True))
        batch_op.add_column(sa.Column('outcome', sa.String(length=8), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('answer', sa.Text(), nullable=False, server_default=''))
    op.create_table('note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('trainee_id', sa.String(length=32), nullable=False),
    sa.Column('encounter_id', sa.String(length=32), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_at', TIME, nullable=False),
    sa.ForeignKeyConstraint(['encounter_id'], ['encounter.id'], name=op.f('fk_note_encounter_id_encounter'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trainee_id'], ['trainee.id'], name=op.f('fk_note_trainee_id_trainee'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_encounter_id'), ['encounter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_note_trainee_id'), ['trainee_id'], unique=False)


def downgrade() -> None:
    """Go back to 0002."""
    op.drop_table('note')
    with op.batch_alter_table('objection', schema=None) as batch_op:
        for name in ('answer', 'outcome', 'settled_at'):
            batch_op.drop_column(name)
    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_turn_parent_id_turn'), type_='foreignkey')
        for name in ('intent', 'message_ref', 'parent_id'):
            batch_op.drop_column(name)
    with op.batch_alter_table('encounter', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_encounter_assignment_id_assignment'), type_='foreignkey')
        for name in ('shared_at', 'assigned', 'assignment_id', 'open_to_all', 'unaided', 'aim'):
            batch_op.drop_column(name)
    op.drop_table('assignment')
    with op.batch_alter_table('trainee', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_trainee_team_id_team'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_trainee_team_id'))
        for name in (
            'asked', 'reminded', 'reminders', 'quiet_to', 'quiet_from', 'time_zone', 'avoid_until',
            'avoid', 'asks_intent', 'pace', 'language', 'name', 'team_id', 'agreed_to',
        ):
            batch_op.drop_column(name)
    op.drop_table('invitation')
    op.drop_table('team')
