BBBBBBBBBB BBBBB BBBBB gettext(u'%(institution)s: a loan that you vouch for is late') SSSSSSSSSSSSSSSS S SSSS SSSS SSS SSSSS SSS SS SSSSBBBB gettext(u'%(institution)s: a loan that you guarantee is late') SSSSSSSSSSSSSSSS S SSSS SSSS SSS SSSSSSSSS SS SSSSBBBBB
BB BBBBB gettext(u'%(institution)s: of a loan that you vouch for, %(amount)s has been late since %(day)s.') SSSSSSSSSSSSSSSS SS S SSSS SSSS SSS SSSSS SSSS SSSSSSSSSS SSS SSSS SSSS SSSSS SSSSSSSS
 gettext(u'You owe nothing. The borrower agreed that we tell you, so that you can help if you wish.') BBBB gettext(u'%(institution)s: of a loan that you guarantee, %(amount)s has been late since %(day)s.') SSSSSSSSSSSSSSSS SS S SSSS SSSS SSS SSSSSSSSSS SSSSSSSSSS SSS SSSS SSSS SSSSS SSSSSSSS
 gettext(u'You need not do anything now. We speak with the borrower first, and tell you before we ask anything of you.') BBBBB
BBBBBBBBBBBBB
