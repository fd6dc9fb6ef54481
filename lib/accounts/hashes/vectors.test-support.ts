export const KITES = 'Trüb café 17 kites';

/**
 * What programs have written, with the password. Above each group stands which program that was, and what else has said that
 * the password matches. None of them was made with our own code.
 */
export const VECTORS: [program: string, written: string, password: string][] = [
  // pyca/bcrypt 5.0.0 of PyPI; crypt(3) of libxcrypt 4.4 (by perl) says the same. The one called PHP is of pyca/bcrypt under
  // the name that password_hash() gives it, which crypt(3) takes too.
  ['pyca bcrypt 2a', '$2a$05$FXiX9dozx4v31oaprMMuLOT6kfgAob0gD3/RGJaO7BDYqoug.ubEe', KITES],
  ['pyca bcrypt 2b', '$2b$05$kpR2wWnnf5Do4qU722krnOq9pYP7A4J9/XdKev.0OWjBmO9a7TUC6', KITES],
  ['PHP bcrypt 2y', '$2y$05$EEeSo6XtFVcBvGCCew0GWubfX8uZ/z0tzaXy0tST01XqWQD/MuLUG', KITES],
  [
    '72 bytes',
    '$2b$04$n/07uInh6NKBGqn5OhTcu.7nLJV7b0NKIzHCFCDw631ORR4NwAxjy',
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  ],
  // passlib 1.7.4 of PyPI, on pyca/bcrypt.
  [
    'passlib bcrypt_sha256 v2',
    '$bcrypt-sha256$v=2,t=2b,r=5$wqY9P1Dpv487eiy1SOfyP.$kWRejNTlkOJtRkzsgDdUsYVa7my75Ka',
    KITES,
  ],
  [
    'passlib bcrypt_sha256 v1',
    '$bcrypt-sha256$2b,5$PLTimg8j14WXML2MLxSvgu$gr0KesBqAmSqKtz5Bw89MbPktsCLyeG',
    KITES,
  ],
  // Django 5.2.17 of PyPI: make_password; check_password says the same.
  [
    'Django bcrypt_sha256',
    'bcrypt_sha256$$2b$05$96l8bHFRvRKyvGZCJ5gRFuCCE.RdBwj6XIrrLeNWx5.CsepOB0hNe',
    KITES,
  ],
  ['Django bcrypt', 'bcrypt$$2b$05$poyMpjELoLlUz5N.wRXHHelm8E/yGVDofzUKkE/8c3w1hQb8/ijOG', KITES],
  // By the rule that WordPress documents of wp_hash_password, with pyca/bcrypt; libxcrypt says the same.
  ['WordPress 6.8', '$wp$2y$05$/bWE6uQ4FajF7SLtKvPq0urhuui01d5F1JtG3HCZ8a48uaUeJNdZW', KITES],
  // Django 5.2.17, as above.
  [
    'Django PBKDF2',
    'pbkdf2_sha256$1000$Xl5b4yLZ2bTn$oKvzNxmXRYrIUcHsleTpfLOf25IhNTb8XexRCP8U6N4=',
    KITES,
  ],
  [
    'Django PBKDF2 as it is',
    'pbkdf2_sha256$1000000$Xl5b4yLZ2bTn$ZBtZr8JBuI2uYix1YqvK8RV4Gi6gJElug/Ls5iS/4no=',
    KITES,
  ],
  ['Django PBKDF2 SHA-1', 'pbkdf2_sha1$1000$Xl5b4yLZ2bTn$vuuRaZVo6XsvtI99NF/rU0Rdbc0=', KITES],
  [
    'Django argon2',
    'argon2$argon2id$v=19$m=102400,t=2,p=8$WGw1YjR5TFoyYlRu$1SbZHq7oJWSFy8SCe1D6qIGs4YNjCOP6KUXEy4EmGBY',
    KITES,
  ],
  [
    'Django scrypt',
    'scrypt$16384$Xl5b4yLZ2bTn$8$5$TR1kzakiwaYEgEch/DYA3i4D59kg9J5N9lszZyyGJEPsKZvf66ur6jtRyo5AukeEDMJULsCNhSyTf0SeS6+sGA==',
    KITES,
  ],
  ['Django MD5', 'md5$Xl5b4yLZ2bTn$e861fb812262b1512ad6eb63479ea781', KITES],
  // passlib 1.7.4.
  [
    'passlib pbkdf2_sha256',
    '$pbkdf2-sha256$1000$vneutRaC0Nq71/r/n1MqJQ$LmAxA1.q4R2dNuQopNJjDie4va5H/awSo8ALC8.OsMU',
    KITES,
  ],
  [
    'passlib pbkdf2_sha512',
    '$pbkdf2-sha512$1000$Qcg5JwQA4Py/F2KsFYJwbg$dnlWOZ1.aHxI7/eJ3n/xbgMixSRWkHje18Su57EMOVpeHDBe3Ny1XRznZTZuBhQRaMRk0Yc6ONK418p/V422jg',
    KITES,
  ],
  ['passlib pbkdf2_sha1', '$pbkdf2$1000$PMfY.59zjlGK8b5XKgXAGA$Otdyh.zaI//HAPbKv4g6ZV.NnqQ', KITES],
  [
    'passlib scrypt',
    '$scrypt$ln=10,r=8,p=1$xVgLgfAew5hzztn7n1Nq7Q$wdR2YxLkg0NGIlbQhC+Vp57Xy7qzVcrWFRagFC2uTps',
    KITES,
  ],
  // argon2-cffi 25.1.0 of PyPI.
  [
    'argon2-cffi I',
    '$argon2i$v=19$m=64,t=1,p=1$x4x+nG93f1bIP9EMPglQKg$EZnPJdoG6q2po0rFf2+KxIcYFqsmqoX51FHkwpTizeA',
    KITES,
  ],
  [
    'argon2-cffi ID',
    '$argon2id$v=19$m=64,t=1,p=1$N3lt/AoLSNyfzPl290Zhwg$T/M4H3K635niqEebp2rTu/BU24f1g247rJ34J7z8uH4',
    KITES,
  ],
  [
    'argon2-cffi D',
    '$argon2d$v=19$m=64,t=1,p=1$sy5eEZbAFmy8xjrkC/Q3aw$hIVPOaIDsVGRS4VPv171Z7WdBHbxAgkt0A1dphRGaKY',
    KITES,
  ],
  // passlib 1.7.4; the second under the name that phpBB gives it.
  ['passlib phpass', '$P$6mp668pMWQ6eKUdIRpY.VhXT0QCG6B1', KITES],
  ['phpBB', '$H$6HE9p2FwJoKnTn.XYCIhO0TeYdA0s80', KITES],
  // The test program of phpass 0.5 has it; passlib says the same.
  ['phpass of its own test', '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0', 'test12345'],
  // crypt(3) of Debian 12, by perl.
  ['glibc MD5', '$1$abcdefgh$Rxrmx4qLwzdl6gwKTL1vb.', KITES],
  ['glibc MD5, no salt sign', '$1$a$8CfZSfErbeskipdhZHtvu.', ''],
  ['glibc SHA-256', '$5$saltstring$2SjKDeDFs1lfK0POkKuia4edp/YHqw/.y35Dhv84kU3', KITES],
  [
    'glibc SHA-256 rounds',
    '$5$rounds=1400$anotherlongsalts$8j.I4pHe0n313Mgn7sJLyvRkCRSmh1aWHiLrDlIVMp5',
    KITES,
  ],
  [
    'glibc SHA-512',
    '$6$saltstring$1XMJg2TbtiiXVOU47ZS.ioTcnEDSvX9AJfGaspw0TbQskKWiNqybrM5tcDKzhTFy0s1Z2mqVJ/1tYvWuUB2n4.',
    KITES,
  ],
  [
    'glibc SHA-512 rounds',
    '$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1',
    'a very much longer text to encrypt.  This one even stretches over morethan one line.',
  ],
  // passlib 1.7.4; crypt(3) says the same.
  [
    'passlib SHA-512',
    '$6$rounds=1000$Qae9e4.umZ/KFsbN$il3L/jAZwbYk6hsAio1mvB2xzh9XcsI7ru90PTmsfZIzggUjQ4XF3NQ0EeXb1q5OznJ4XZ/j7sUE/lWCvI6lM.',
    KITES,
  ],
  [
    'passlib SHA-256',
    '$5$rounds=1000$NWz/bnRFdlqLs/Lq$HIQ0FUXnAd5Eg6MpnVtvysOs8IXUu9lxY15c8v2aas7',
    KITES,
  ],
  // passlib 1.7.4: ldap_salted_sha1, …256, …512.
  ['LDAP {SSHA}', '{SSHA}JKblwg2DGu8FZVyE0wXMG/y5At9XqrW2', KITES],
  ['LDAP {SSHA256}', '{SSHA256}wlVBWCrZscTLpXWkdVQQk7HUakUE0NXtnkkT/v6QZviYsxbiXGvtvQ==', KITES],
  [
    'LDAP {SSHA512}',
    '{SSHA512}D4eDG+FZE8KlGrQAcv59NKPY+ZwSQoaoi6TFin1+Ic1gB1pztq/QfUysb3E2jeUkOR8v76sVXQZMEZtZu4MOv9RayxkDYCzF',
    KITES,
  ],
  // The tests of dotnet/aspnetcore have them: PasswordHasherTest.cs.
  [
    'ASP.NET Core Identity',
    'AQAAAAIAAAAyAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHw',
    'my password',
  ],
  [
    'ASP.NET Core Identity',
    'AQAAAAIAAAD6AAAAIJbVi5wbMR+htSfFp8fTw8N8GOS/Sje+S/4YZcgBfU7EQuqv4OkVYmc4VJl9AGZzmRTxSkP7LtVi9IWyUxX8IAAfZ8v+ZfhjCcudtC1YERSqE1OEdXLW9VukPuJWBBjLuw==',
    'my password',
  ],
  [
    'ASP.NET Core Identity',
    'AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M',
    'my password',
  ],
  [
    'ASP.NET Core Identity',
    'AQAAAAEAA9CQAAAAIESkQuj2Du8Y+kbc5lcN/W/3NiAZFEm11P27nrSN5/tId+bR1SwV8CO1Jd72r4C08OLvplNlCDc3oQZ8efcW+jQ=',
    'my password',
  ],
  [
    'ASP.NET Core Identity',
    'AAABAgMEBQYHCAkKCwwNDg+ukCEMDf0yyQ29NYubggHIVY0sdEUfdyeM+E1LtH1uJg==',
    'my password',
  ],
  // better-auth 1.7.25 of npm: hashPassword; its verifyPassword says the same.
  [
    'Better Auth',
    'a38a8d6e320b6bdbc1eb8a44da93759a:c23737f0a6d7e2ffdd1641f63d4761dcf854c07a86d4791b658b16155b598472b50a977fd736bbbc3ab4e084a81b40dcaef3c298d19a1196534fdd89537b8601',
    KITES,
  ],
  // The README of firebase/scrypt has it.
  [
    'Firebase',
    '$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==',
    'user1password',
  ],
];
