"""Alembic's environment: runs on the connection that ``bot.store.migrate`` hands over."""

from alembic import context

from bot.store import desk_tables  # noqa: F401
from bot.store.search_index import is_ours
from bot.store.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    include_object=lambda thing, name, *_: not is_ours(name),
)
with context.begin_transaction():
    context.run_migrations()
