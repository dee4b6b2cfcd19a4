"""Orders and payments as tables."""

from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.amounts import amount, currency, quantity
from quotamesh.base.tables.days import day
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import code, plain_text, text
from quotamesh.base.tables.shares import shares
from quotamesh.do.orders.check_orders import check_orders
from quotamesh.do.orders.check_payments import check_payments
from quotamesh.do.orders.store_imports import store_checked_orders, store_checked_payments

ORDER_WORDS = ("order number", "order no", "sales order number", "订单号", "订单编号", "单号", "合同号")
CURRENCY_WORDS = ("currency code", "币种", "货币")

ORDERS = Kind(
    "orders",
    _("Orders"),
    _("Order lines: what was sold to whom, when, by whom."),
    (
        Column(
            "order",
            _("Order"),
            code,
            _("number; all its lines have one date, customer, currency"),
            True,
            ORDER_WORDS,
        ),
        Column(
            "line",
            _("Line"),
            plain_text(20),
            _("tells the lines of an order apart"),
            True,
            ("line number", "line no", "sales order line number", "行号", "行", "序号", "明细行"),
        ),
        Column(
            "date",
            _("Date"),
            day,
            _("the day from which it counts"),
            True,
            ("order date", "下单日期", "订单日期", "签约日期", "日期"),
        ),
        Column(
            "person",
            _("Person"),
            code,
            _("code of the person credited with the whole line"),
            aliases=(
                "person code",
                "sales person",
                "salesperson",
                "employee key",
                "工号",
                "销售",
                "销售员",
                "业务员",
                "销售工号",
            ),
        ),
        Column(
            "credit",
            _("Credit"),
            shares,
            _("instead of a person: code:share;code:share, together 100 %"),
            aliases=("credits", "split", "业绩分配", "业绩拆分", "业绩归属"),
        ),
        Column(
            "product",
            _("Product"),
            text,
            _("code, or a name that one line alone bears"),
            True,
            ("product code", "product id", "product key", "sku", "产品", "产品编码", "产品代码", "物料编码"),
        ),
        Column(
            "customer",
            _("Customer"),
            code,
            _("code"),
            True,
            ("customer code", "customer id", "customer key", "reseller key", "客户", "客户编码", "客户编号"),
        ),
        Column(
            "quantity",
            _("Quantity"),
            quantity,
            _("up to three decimals; negative for a return"),
            True,
            ("qty", "order quantity", "数量", "件数"),
        ),
        Column(
            "amount",
            _("Amount"),
            amount,
            _("of the line; negative for a return"),
            True,
            ("sales amount", "line total", "net amount", "金额", "订单金额", "销售额", "行金额"),
            depends_on=("currency",),
        ),
        Column(
            "cost",
            _("Cost"),
            amount,
            _("of the line, in the order's currency"),
            aliases=("total cost", "total product cost", "成本", "成本金额"),
            depends_on=("currency",),
        ),
        Column("currency", _("Currency"), currency, _("empty: the company's"), aliases=CURRENCY_WORDS),
    ),
    check_orders,
    store_checked_orders,
    one_of=(("person", "credit"),),
    example=(
        (
            "order",
            "line",
            "date",
            "person",
            "credit",
            "product",
            "customer",
            "quantity",
            "amount",
            "cost",
            "currency",
        ),
        ("SO-1001", "1", "2025-02-14", "P003", "", "FLOW-10", "C001", "12", "36,000.00", "21,600.00", ""),
        ("SO-1001", "2", "2025-02-14", "", "P003:60;P002:40", "CALIB", "C001", "1", "4,500.00", "", ""),
        ("SO-1002", "1", "2025/8/5", "P003", "", "FLOW-50", "C001", "4", "5.2万", "33000", ""),
        ("SO-1003", "1", "2025年9月1日", "P004", "", "FLOW-50", "C002", "10", "18,200.00", "", "USD"),
        ("SO-1001", "3", "2025-02-14", "P003", "", "FLOW-10", "C001", "-2", "-6,000.00", "-3,600.00", ""),
    ),
)

PAYMENTS = Kind(
    "payments",
    _("Payments"),
    _("Money received for orders."),
    (
        Column(
            "payment",
            _("Payment"),
            code,
            _("number of the payment"),
            True,
            ("payment number", "payment no", "receipt", "回款编号", "回款单号", "收款单号"),
        ),
        Column("order", _("Order"), code, _("number of the order it pays"), True, ORDER_WORDS),
        Column(
            "date", _("Date"), day, "", True, ("payment date", "回款日期", "收款日期", "到账日期", "日期")
        ),
        Column(
            "amount",
            _("Amount"),
            amount,
            _("negative for a refund"),
            True,
            ("金额", "回款金额", "收款金额"),
            depends_on=("currency",),
        ),
        Column("currency", _("Currency"), currency, _("empty: the company's"), aliases=CURRENCY_WORDS),
    ),
    check_payments,
    store_checked_payments,
    example=(
        ("payment", "order", "date", "amount", "currency"),
        ("R-501", "SO-1001", "2025-03-20", "20,000.00", ""),
        ("R-502", "SO-1001", "2025-04-18", "14,500.00", ""),
        ("R-503", "SO-1003", "2025-10-09", "18,200.00", "USD"),
    ),
)

KINDS = (ORDERS, PAYMENTS)
