"""The demo town of Заречинск: schools, documents, news and photo reports, as plain data without Django."""
