from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "quotamesh.do.leads"
    label = "leads"
