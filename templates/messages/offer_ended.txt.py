BBBBBBBBBB BBB gettext(u'An offer ended that nobody accepted: %(ref)s') SS SSSSS SSSSS SSSS SSSSSS SSSSSSSSS SSSSSSS
 gettext(u'The offer of loan application %(ref)s was valid until %(day)s. The applicant was told that it has ended. Ask whether a loan is still wished.') SSS SSSSS SS SSSS SSSSSSSSSSS SSSSSSS SSS SSSSS SSSSS SSSSSSSS SSS SSSSSSSSS SSS SSSS SSSS SS SSS SSSSSS SSS SSSSSSS S SSSS SS SSSSS SSSSSSS
BBB BBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
