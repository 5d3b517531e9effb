BBBBBBBBBB BBB gettext(u'%(institution)s asks you to read something') SSSSSSSSSSSSSSS SSSS SSS SS SSSS SSSSSSSSS
 gettext(u'%(institution)s: people you know want to borrow as a group, and hope that you join. You owe nothing now. Please read it and answer yes or no:') SSSSSSSSSSSSSSSS SSSSSS SSS SSSS SSSS SS SSSSSS SS S SSSSSS SSS SSSS SSSS SSS SSSSS SSS SSS SSSSSSS SSSS SSSSSS SSSS SS SSS SSSSSS SSS SS SSS
BBBBBBBBBBBBB
