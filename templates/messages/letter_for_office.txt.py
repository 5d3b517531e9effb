BBBBBBBBBB BBB gettext(u'A message about file %(number)s') S SSSSSSS SSSSS SSSS SSSSSSSSSS
 gettext(u'The applicant of file %(number)s wrote to you. Read it and answer here:') SSS SSSSSSSSS SS SSSS SSSSSSSSSS SSSSS SS SSSS SSSS SS SSS SSSSSS SSSSS
BBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBB
