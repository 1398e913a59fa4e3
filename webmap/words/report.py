"""Words of the page on how to report an error."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "report_place": ("地点", "Place"),
    "report_field": ("字段", "Field"),
    "report_shown": ("现显示", "Shown now"),
    "report_version": ("数据版本", "Data version"),
    "report_right": ("应为", "Should be"),
    "report_evidence": ("依据（网址、文件或日期）", "Evidence (address, document, date)"),
    "report_intro": (
        "请复制下面的文字，填上正确内容与依据，然后发给本站运营者。没有依据的更改不会录入。",
        "Copy this text, add what is right and your evidence, and send it to the operator.",
    ),
    "report_send": ("发送给运营者", "Send to the operator"),
    "report_no_contact": (
        "本站没有设置联系方式，请通过您得到本站地址的途径转交。",
        "No contact is set here: please pass it on the way you came to this site.",
    ),
    "report_text": ("可复制的文字", "Text to copy"),
    "report_choose": ("哪一项有误", "Which field is wrong"),
    "report_show": ("更新文字", "Update the text"),
}
