"""A browser's date field takes 2026-11-20 only, in every language; typed by hand the others are read as well."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"]
