
 ngettext(u'%(done)s of %(total)s document is there.', u'%(done)s of %(total)s documents are there.', count) SSSSSSSS SS SSSSSSSSS SSSSSSSS SS SSSSSSPPPPPPPP PP PPPPPPPPP PPPPPPPPP PPP PPPPPP
