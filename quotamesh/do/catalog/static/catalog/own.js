/* What a ratio is made of is asked only where a ratio is wanted; without scripts all fields stand there. */

const way = document.getElementById("id_aggregation");
const parts = ["id_numerator", "id_denominator"].map((ident) => document.getElementById(ident)?.closest(".field"));

function follow() {
  for (const field of parts) if (field) field.hidden = way.value !== "ratio";
}

if (way) {
  way.addEventListener("change", follow);
  follow();
}
