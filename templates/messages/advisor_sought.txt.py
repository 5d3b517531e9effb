BBBBBBBBBB BBB gettext(u'%(institution)s looks for a new advisor for you') SSSSSSSSSSSSSSS SSSSS SSS S SSS SSSSSSS SSS SSS
 gettext(u'Your advisor at %(institution)s has changed. We look for another one and write to you. Your file is safe, and you need not do anything.') SSSS SSSSSSS SS SSSSSSSSSSSSSSS SSS SSSSSSSS SS SSSS SSS SSSSSSS SSS SSS SSSSS SS SSSS SSSS SSSS SS SSSSS SSS SSS SSSS SSS SS SSSSSSSSS
 gettext(u'Your file number: %(number)s') SSSS SSSS SSSSSSS SSSSSSSSSSBBBBBBBBBBBBB
