"""Stage 4, render: arranged articles to bytes. Pure; decisions here, arrangement in templates."""
