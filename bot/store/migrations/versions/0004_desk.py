"""the desk: reviewers, verdicts, comments, readings, the queue, the log, an index of words"""

import sqlalchemy as sa
from alembic import op

from bot.store import search_index

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go to 0004."""
    op.create_table('queue_state',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('looked_at', TIME, nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_queue_state'))
    )
    op.create_table('reviewer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('totp_secret', sa.String(length=64), nullable=False),
    sa.Column('totp_last', sa.Integer(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('created_at', TIME, nullable=False),
    sa.Column('seen_at', TIME, nullable=True),
    sa.Column('failed', sa.Integer(), nullable=False),
    sa.Column('locked_until', TIME, nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviewer')),
    sa.UniqueConstraint('email', name=op.f('uq_reviewer_email'))
    )
    op.create_table('audit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=True),
    sa.Column('did', sa.String(length=24), nullable=False),
    sa.Column('about', sa.String(length=200), nullable=False),
    sa.Column('at', TIME, nullable=False),
    sa.ForeignKeyConstraint(['reviewer_id'], ['reviewer.id'], name=op.f('fk_audit_reviewer_id_reviewer'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit'))
    )
    with op.batch_alter_table('audit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_did'), ['did'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_reviewer_id'), ['reviewer_id'], unique=False)

    op.create_table('reviewer_invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=False),
    sa.Column('expires_at', TIME, nullable=False),
    sa.Column('used_at', TIME, nullable=True),
    sa.ForeignKeyConstraint(['reviewer_id'], ['reviewer.id'], name=op.f('fk_reviewer_invitation_reviewer_id_reviewer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviewer_invitation')),
    sa.UniqueConstraint('digest', name=op.f('uq_reviewer_invitation_digest'))
    )
    op.create_table('reviewer_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=False),
    sa.Column('agent', sa.String(length=80), nullable=False),
    sa.Column('made_at', TIME, nullable=False),
    sa.Column('seen_at', TIME, nullable=False),
    sa.ForeignKeyConstraint(['reviewer_id'], ['reviewer.id'], name=op.f('fk_reviewer_session_reviewer_id_reviewer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviewer_session')),
    sa.UniqueConstraint('digest', name=op.f('uq_reviewer_session_digest'))
    )
    with op.batch_alter_table('reviewer_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reviewer_session_reviewer_id'), ['reviewer_id'], unique=False)

    op.create_table('reviewer_team',
    sa.Column('reviewer_id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['reviewer_id'], ['reviewer.id'], name=op.f('fk_reviewer_team_reviewer_id_reviewer'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_reviewer_team_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('reviewer_id', 'team_id', name=op.f('pk_reviewer_team'))
    )
    op.create_table('queue',
    sa.Column('encounter_id', sa.String(length=32), nullable=False),
    sa.Column('urgency', sa.Integer(), nullable=False),
    sa.Column('rank', sa.Float(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['encounter_id'], ['encounter.id'], name=op.f('fk_queue_encounter_id_encounter'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('encounter_id', name=op.f('pk_queue'))
    )
    with op.batch_alter_table('queue', schema=None) as batch_op:
        batch_op.create_index('ix_queue_order', ['urgency', 'rank', 'encounter_id'], unique=False)

    op.create_table('reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('encounter_id', sa.String(length=32), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=False),
    sa.Column('blind', sa.Boolean(), nullable=False),
    sa.Column('made_at', TIME, nullable=False),
    sa.Column('done_at', TIME, nullable=True),
    sa.ForeignKeyConstraint(['encounter_id'], ['encounter.id'], name=op.f('fk_reading_encounter_id_encounter'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reviewer_id'], ['reviewer.id'], name=op.f('fk_reading_reviewer_id_reviewer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading')),
    sa.UniqueConstraint('encounter_id', 'reviewer_id', 'blind', name=op.f('uq_reading_encounter_id'))
    )
    with op.batch_alter_table('reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reading_encounter_id'), ['encounter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reading_reviewer_id'), ['reviewer_id'], unique=False)

    op.create_table('sign_off',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('encounter_id', sa.String(length=32), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=True),
    sa.Column('rubric', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('to_trainee', sa.Boolean(), nullable=False),
    sa.Column('blind', sa.Boolean(), nullable=False),
    sa.Column('created_at', TIME, nullable=False),
    sa.ForeignKeyConstraint(['encounter_id'], ['encounter.id'], name=op.f('fk_sign_off_encounter_id_encounter'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reviewer_id'], ['reviewer.id'], name=op.f('fk_sign_off_reviewer_id_reviewer'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_off'))
    )
    with op.batch_alter_table('sign_off', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_off_encounter_id'), ['encounter_id'], unique=False)
        batch_op.create_index('ix_sign_off_created', ['created_at', 'id'], unique=False)

    op.create_table('comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('encounter_id', sa.String(length=32), nullable=False),
    sa.Column('turn_id', sa.Integer(), nullable=True),
    sa.Column('reviewer_id', sa.Integer(), nullable=True),
    sa.Column('to_trainee', sa.Boolean(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_at', TIME, nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', TIME, nullable=True),
    sa.ForeignKeyConstraint(['encounter_id'], ['encounter.id'], name=op.f('fk_comment_encounter_id_encounter'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reviewer_id'], ['reviewer.id'], name=op.f('fk_comment_reviewer_id_reviewer'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['turn_id'], ['turn.id'], name=op.f('fk_comment_turn_id_turn'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_encounter_id'), ['encounter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_answered_at'), ['answered_at'], unique=False)

    op.create_table('verdict',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('turn_id', sa.Integer(), nullable=False),
    sa.Column('finding_id', sa.Integer(), nullable=True),
    sa.Column('reviewer_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('code', sa.String(length=4), nullable=False),
    sa.Column('start_at', sa.Integer(), nullable=False),
    sa.Column('end_at', sa.Integer(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('blind', sa.Boolean(), nullable=False),
    sa.Column('created_at', TIME, nullable=False),
    sa.ForeignKeyConstraint(['finding_id'], ['finding.id'], name=op.f('fk_verdict_finding_id_finding'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reviewer_id'], ['reviewer.id'], name=op.f('fk_verdict_reviewer_id_reviewer'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['turn_id'], ['turn.id'], name=op.f('fk_verdict_turn_id_turn'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verdict'))
    )
    with op.batch_alter_table('verdict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verdict_finding_id'), ['finding_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_verdict_reviewer_id'), ['reviewer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_verdict_turn_id'), ['turn_id'], unique=False)

    with op.batch_alter_table('encounter', schema=None) as batch_op:
        batch_op.create_index('ix_encounter_started', ['started_at', 'id'], unique=False)
        batch_op.create_index('ix_encounter_updated', ['updated_at'], unique=False)
        batch_op.create_index('ix_encounter_shared', ['shared_at'], unique=False)
        batch_op.create_index('ix_encounter_ended', ['ended_how', 'ended_at'], unique=False)

    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_settled_at'), ['settled_at'], unique=False)

    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_created_at'), ['created_at'], unique=False)

    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_finding_code'))
        batch_op.create_index('ix_finding_code_turn', ['code', 'turn_id'], unique=False)

    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.add_column(sa.Column('coder', sa.String(length=12), nullable=False, server_default=''))
        batch_op.create_index('ix_turn_created', ['created_at', 'id'], unique=False)
    if op.get_bind().dialect.name == 'sqlite':
        statements = search_index.SQLITE
    else:
        statements = search_index.POSTGRES
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Go back to 0003."""
    if op.get_bind().dialect.name == 'sqlite':
        statements = search_index.SQLITE_DROP
    else:
        statements = search_index.POSTGRES_DROP
    for statement in statements:
        op.execute(statement)
    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.drop_index('ix_turn_created')
        batch_op.drop_column('coder')

    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.drop_index('ix_finding_code_turn')
        batch_op.create_index(batch_op.f('ix_finding_code'), ['code'], unique=False)

    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_created_at'))

    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objection_settled_at'))
        batch_op.drop_index(batch_op.f('ix_objection_created_at'))

    with op.batch_alter_table('encounter', schema=None) as batch_op:
        batch_op.drop_index('ix_encounter_ended')
        batch_op.drop_index('ix_encounter_shared')
        batch_op.drop_index('ix_encounter_updated')
        batch_op.drop_index('ix_encounter_started')

    with op.batch_alter_table('verdict', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verdict_turn_id'))
        batch_op.drop_index(batch_op.f('ix_verdict_reviewer_id'))
        batch_op.drop_index(batch_op.f('ix_verdict_finding_id'))

    op.drop_table('verdict')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_answered_at'))
        batch_op.drop_index(batch_op.f('ix_comment_encounter_id'))

    op.drop_table('comment')
    with op.batch_alter_table('sign_off', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_off_created')
        batch_op.drop_index(batch_op.f('ix_sign_off_encounter_id'))

    op.drop_table('sign_off')
    with op.batch_alter_table('reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reading_reviewer_id'))
        batch_op.drop_index(batch_op.f('ix_reading_encounter_id'))

    op.drop_table('reading')
    with op.batch_alter_table('queue', schema=None) as batch_op:
        batch_op.drop_index('ix_queue_order')

    op.drop_table('queue')
    op.drop_table('reviewer_team')
    with op.batch_alter_table('reviewer_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reviewer_session_reviewer_id'))

    op.drop_table('reviewer_session')
    op.drop_table('reviewer_invitation')
    with op.batch_alter_table('audit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_reviewer_id'))
        batch_op.drop_index(batch_op.f('ix_audit_did'))
        batch_op.drop_index(batch_op.f('ix_audit_at'))

    op.drop_table('audit')
    op.drop_table('reviewer')
    op.drop_table('queue_state')
