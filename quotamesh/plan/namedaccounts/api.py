from ninja import Router

router = Router(tags=["named accounts"])
