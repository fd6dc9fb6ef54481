-- Until now every app might ask for everything. Those that are there go on as they are: what they could ask for becomes
-- theirs, of Gatehouse and of the services of today. The command-line client asks for the API of Gatehouse.
UPDATE oauth_clients SET scope = trim('openid profile email account:read sessions notes:read notes:write ' || coalesce((SELECT string_agg(service.scope, ' ') FROM oauth_clients AS service WHERE service.kind = 'service'), '')) WHERE kind = 'native' AND scope = '';
