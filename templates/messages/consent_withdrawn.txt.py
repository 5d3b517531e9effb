BBBBBBBBBB BBB gettext(u'An agreement was taken back in file %(number)s') SS SSSSSSSSS SSS SSSSS SSSS SS SSSS SSSSSSSSSS
 gettext(u'The applicant of file %(number)s took back an agreement. Please look at what it means now:') SSS SSSSSSSSS SS SSSS SSSSSSSSSS SSSS SSSS SS SSSSSSSSSS SSSSSS SSSS SS SSSS SS SSSSS SSSS
BBBBBBBBBBBBB
