"""Closed vocabularies that several tables share."""

from layers._spec import Term


def _terms(*rows: tuple[str, str, str]) -> tuple[Term, ...]:
    return tuple(Term(id=key, zh=zh, en=en) for key, zh, en in rows)


STATUS = _terms(
    ("existing", "已有", "existing"),
    ("under_construction", "在建", "under construction"),
    ("planned", "规划", "planned"),
    ("aspiration", "设想", "aspiration"),
    ("closed", "已停", "closed"),
    ("unknown", "状态未核实", "status not verified"),
)
LEVEL = _terms(
    ("national", "国家级", "national"),
    ("provincial", "省级", "provincial"),
    ("city", "市级", "city"),
    ("county", "县级", "county"),
    ("other", "其他", "other"),
)
PRECISION = _terms(
    ("site", "精确到场址", "known to the site"),
    ("district", "精确到区县或片区", "known to the district"),
    ("city", "仅精确到城市", "known only to the city"),
    ("country", "仅精确到国家", "known only to the country"),
)
CONFIDENCE = _terms(
    ("high", "高", "high"),
    ("medium", "中", "medium"),
    ("low", "低", "low"),
)
OBSERVATION_KIND = _terms(
    ("target", "目标", "target"),
    ("actual", "实际", "actual"),
    ("planned", "规划或预计", "planned or expected"),
    ("growth", "增速", "growth"),
    ("rank", "位次", "rank"),
    ("threshold", "门槛", "threshold"),
)
COMPARATOR = _terms(
    ("=", "", ""),
    (">=", "不低于", "at least"),
    (">", "超过", "over"),
    ("<=", "不高于", "at most"),
    ("<", "低于", "under"),
    ("~", "约", "about"),
    ("range", "区间", "range"),
)
DIRECTION = _terms(
    ("higher", "越高越好", "higher is better"),
    ("lower", "越低越好", "lower is better"),
    ("none", "无好坏之分", "neither"),
)
PLAN = _terms(
    ("trade", "国际贸易畅通", "Smooth international trade"),
    ("transport", "交通物流提升", "Better transport and logistics"),
    ("capacity", "国际产能合作", "International capacity cooperation"),
    ("digital", "数字经济领航", "Digital economy"),
    ("people", "人文交流促进", "People-to-people exchange"),
    ("none", "未归入", "none"),
)
THEME = _terms(
    ("trade", "贸易", "trade"),
    ("rail", "铁路", "rail"),
    ("sea-rail", "海铁联运", "sea-rail"),
    ("port", "港口", "ports"),
    ("air", "航空", "air"),
    ("logistics", "物流", "logistics"),
    ("corridor", "通道", "corridor"),
    ("bonded", "保税", "bonded"),
    ("investment", "投资", "investment"),
    ("parks", "园区", "parks"),
    ("industry", "产业", "industry"),
    ("capacity", "产能", "capacity"),
    ("oil and gas", "油气", "oil and gas"),
    ("digital", "数字经济", "digital"),
    ("innovation", "创新", "innovation"),
    ("finance", "金融", "finance"),
    ("economy", "经济", "economy"),
    ("culture", "文化", "culture"),
    ("people", "人文", "people"),
    ("africa", "对非合作", "Africa"),
    ("services", "服务", "services"),
    ("policy", "政策", "policy"),
    ("land", "土地", "land"),
    ("jobs", "就业", "jobs"),
)
LINK_BASIS = _terms(
    ("stated", "文件所载", "stated"),
    ("ours", "本图集所拟", "our reading"),
)
