from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "quotamesh.base.files"
    label = "files"
