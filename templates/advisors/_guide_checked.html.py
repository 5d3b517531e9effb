
XX XXXXXXXXXXXXX
  BBBB BBBBBBBBBBBBBBBB
  BB BBBBBBBBBBBBBBBB gettext(u'Checked on %(day)s.') SSSSSSS SS SSSSSSSSBBBB gettext(u'Not checked yet.') BBBBB
  BB BBBBBB gettext(u'Rules can have changed since then: ask your advisor, or look at the official page of each step.') BBBBB
  BB BBBBBBBBBBBBB gettext(u'This is an example text.') BBBBB
XXXX
