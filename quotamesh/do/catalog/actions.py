"""What can be done to the catalog."""

from quotamesh.base.store.paths import place
from quotamesh.do.catalog.models import Product

ROOT_CODE = "all"


def root_product() -> Product:
    """The product that stands for all products; made on first use."""
    root = Product.objects.filter(parent=None).first()
    if root is None:
        root = Product.objects.create(code=ROOT_CODE, name="All products")
        root.path, root.depth = place(root.pk, "")
        root.save(update_fields=["path", "depth"])
    return root
