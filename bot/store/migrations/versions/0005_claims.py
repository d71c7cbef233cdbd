"""messages: which process is sending one, and which of them wait for somebody who is away"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to 0005."""
    with op.batch_alter_table('outgoing', schema=None) as batch_op:
        batch_op.add_column(sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('waits', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Go back to 0004."""
    with op.batch_alter_table('outgoing', schema=None) as batch_op:
        batch_op.drop_column('waits')
        batch_op.drop_column('claimed_at')
