
XXXX gettext(u'What is a moral guarantee?') XXXXX
XXX gettext(u'<bdi>%(applicant)s</bdi> wants to borrow money from us for a business. You tell us that you know and trust <bdi>%(applicant)s</bdi>.') SSSSSSSSSSSSSSSSSSSSSSSS SSSSS SS SSSSSS SSSSS SSSS SS SSS S SSSSSSSSS SSS SSSS SS SSSS SSS SSSS SSS SSSSS SSSSSSSSSSSSSSSSSSSSSSSSSXXXX
XXX XXXXXXXXXXXXXX
  XXXXXXXXX gettext(u'What you pay') XXXXXXXXXXXXXXXXX gettext(u'Nothing, ever') XXXXXXXXXXXXXXXXXXXX
  XXXXXXXXX gettext(u'The loan') XXXXXXXXXFFFFXXXXXXXXXXX
  BB BBBBBBBBBBBBBBBXXXXXXXXX gettext(u'What you say') XXXXXXXXXXXXXXXXXXXXBBBBB
  BB BBBBBBBBBBBBBBBBBBBXXXXXXXXX gettext(u'Who signs') XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXBBBBB
  BB BBBBBBBBXXXXXXXXX gettext(u'It ends') XXXXXXXXX gettext(u'On %(day)s, or earlier when the loan is paid back.') SS SSSSSSSS SS SSSSSSS SSSS SSS SSSS SS SSSS SSSSSXXXXXXXXXXXBBBBB
XXXXX
XXXX gettext(u'If <bdi>%(applicant)s</bdi> pays late') SS SSSSSSSSSSSSSSSSSSSSSSSS SSSS SSSSXXXXX
XXX gettext(u'You do not pay. If <bdi>%(applicant)s</bdi> agrees, we tell you, and you may talk with <bdi>%(applicant)s</bdi>.') SSS SS SSS SSSS SS SSSSSSSSSSSSSSSSSSSSSSSS SSSSSSS SS SSSS SSSS SSS SSS SSS SSSS SSSS SSSSSSSSSSSSSSSSSSSSSSSSSXXXX
