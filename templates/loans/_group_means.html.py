
XXXX
  XXXX gettext(u'You owe nothing by joining. Nothing is signed.') XXXXX
  XXXX gettext(u'Each member applies alone, and answers for the own loan first.') XXXXX
  XXXX gettext(u'Members may stand for each other. You are asked each time, and read first what you would owe.') XXXXX
  XXXX gettext(u'When a member pays late, new loans of the group wait until it is paid.') XXXXX
  XXXX gettext(u'A no has no bad consequence, for you or for anybody.') XXXXX
XXXXX
