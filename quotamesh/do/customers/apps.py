from django.apps import AppConfig

from quotamesh.base.tables.registry import offer


class CustomersConfig(AppConfig):
    name = "quotamesh.do.customers"
    label = "customers"

    def ready(self):
        offer("quotamesh.do.customers.imports")

        # These need the models.
        from quotamesh.do.customers import jobs, met  # noqa: F401 (a job is known by being loaded)

        for label in ("customers.Share", "customers.Customer_tags"):
            met.offer_rows(label, "quotamesh.do.customers.met_rows")
