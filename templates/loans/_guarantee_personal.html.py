
BB BBBBBBBBBBBBBB BB BBBBBBB
  XXXX gettext(u'What is a guarantee within a group?') XXXXX
  XXX gettext(u'You and <bdi>%(applicant)s</bdi> are in the same lending group. In a group, members answer for each other.') SSS SSS SSSSSSSSSSSSSSSSSSSSSSSS SSS SS SSS SSSS SSSSSSS SSSSSS SS S SSSSSS SSSSSSS SSSSSS SSS SSSS SSSSSSXXXX
BBBB
  XXXX gettext(u'What is a personal guarantee?') XXXXX
BBBBB
XXX gettext(u'<bdi>%(applicant)s</bdi> wants to borrow money from us for a business. If <bdi>%(applicant)s</bdi> cannot pay it back, you pay a part.') SSSSSSSSSSSSSSSSSSSSSSSS SSSSS SS SSSSSS SSSSS SSSS SS SSS S SSSSSSSSS SS SSSSSSSSSSSSSSSSSSSSSSSS SSSSSS SSS SS SSSSS SSS SSS S SSSSSXXXX
XXX XXXXXXXXXXXXXX
  XXXXXXXXX gettext(u'The most you could ever have to pay') XXXXXXXXXXXXXX XXXXXXXXXXXXXXXFFFFXXXXXXXXXXXXXXXXXX
  BB BBBBBBBBBBBBBBBXXXXXXXXX gettext(u'Your share of the loan') XXXXXXXXXFFFFFFFXXXXXXXXXXXBBBBB
  BB BBBBB BB BBB BBBBXXXXXXXXX gettext(u'Today you answer for') XXXXXXXXXXXXXXXXXFFFFXXXXXXXXXXXXXXXXXXXXBBBBB
  XXXXXXXXX gettext(u'The loan') XXXXXXXXXFFFFXXXXXXXXXXX
  BB BBBBXXXXXXXXX gettext(u'How it is paid back') XXXXXXXXXBBB BBBBBBBB BB BBBBBB BBB BBBBBBBBBBBBXXXXBBBBBBBBBBBXXXXXXXXXXXBBBBB
  BB BBBBBBBBXXXXXXXXX gettext(u'It ends') XXXXXXXXX gettext(u'When the loan is paid back. As planned: on %(day)s.') SSSS SSS SSSS SS SSSS SSSSS SS SSSSSSSS SS SSSSSSSSXXXXXXXXXXXBBBBB
XXXXX
XXX gettext(u'The more <bdi>%(applicant)s</bdi> pays back, the less you answer for. When half is paid back, you answer for half of your amount.') SSS SSSS SSSSSSSSSSSSSSSSSSSSSSSS SSSS SSSSS SSS SSSS SSS SSSSSS SSSS SSSS SSSS SS SSSS SSSSS SSS SSSSSS SSS SSSS SS SSSS SSSSSSSXXXX
XXXX gettext(u'If <bdi>%(applicant)s</bdi> pays late') SS SSSSSSSSSSSSSSSSSSSSSSSS SSSS SSSSXXXXX
XXX gettext(u'We first talk with <bdi>%(applicant)s</bdi>, and we tell you. Only if <bdi>%(applicant)s</bdi> cannot pay, we ask you.') SS SSSSS SSSS SSSS SSSSSSSSSSSSSSSSSSSSSSSSS SSS SS SSSS SSSS SSSS SS SSSSSSSSSSSSSSSSSSSSSSSS SSSSSS SSSS SS SSS SSSSXXXX
BB BBBBBBBBBBBBBBB BB BBBBBBBB
  XXXX gettext(u'A paper to sign') XXXXX
  XXX gettext(u'If you agree here, it does not bind you yet. You are bound when you have signed a paper with us. Until then you may step back, without a reason.') XXXX
BBBBB
