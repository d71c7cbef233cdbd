"""counts of what clients had nothing fitting to say to"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to 0002."""
    op.create_table('gap',
    sa.Column('scenario_id', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('topic', sa.String(length=32), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('scenario_id', 'kind', 'topic', name=op.f('pk_gap'))
    )


def downgrade() -> None:
    """Go back to 0001."""
    op.drop_table('gap')
