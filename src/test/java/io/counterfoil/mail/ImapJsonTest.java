package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Member imap of a mailbox: what may be said, and what is when it is not said. */
class ImapJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static ImapJson.Read read(String json, @Nullable ImapSettings former) {
        ImapJson.Read read = ImapJson.read(JSON.readTree(json.replace('\'', '"')), former, null);
        return new ImapJson.Read(ImapCheck.checked(read.settings()), read.secret());
    }

    private static ImapSettings settings(String json) {
        return read(json, null).settings();
    }

    @Test
    void theLeastIsHostUserAndPassword() {
        ImapJson.Read read = read("{'host':'imap.example.org','user':'help','password':'shh'}", null);

        assertThat(ImapJson.answer(read.settings(), read.secret().orNull())).isEqualTo(JSON.readTree("""
                {"host":"imap.example.org","port":993,"tls":"TLS","insecure":false,"user":"help","hasPassword":true,
                 "oauth2":null,"certificate":null,"folder":"INBOX","pollSeconds":60,"cutOff":null,"after":"LEAVE",
                 "moveTo":null,"alarmTo":[],"active":true}"""));
        assertThat(read.toString()).doesNotContain("shh");
    }

    @Test
    void whatIsNotSaidStaysAndWhatWasAnsweredCanBeSentBack() {
        ImapSettings former = settings(
                "{'host':'h','user':'u','password':'p','folder':'Support','cutOff':'2026-06-01','alarmTo':['a@b.example']}");

        ImapJson.Read changed = read("{'after':'SEEN'}", former);
        assertThat(changed.settings().folder()).isEqualTo("Support");
        assertThat(changed.settings().since()).isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(changed.settings().after()).isEqualTo(AfterStoring.SEEN);
        assertThat(changed.secret()).isInstanceOf(Told.Nothing.class);
        assertThat(read(ImapJson.answer(former, null).toString(), former).settings())
                .isEqualTo(former);
    }

    @Test
    void tokensTakeThePlaceOfAPasswordAndBack() {
        ImapSettings password = settings("{'host':'h','user':'u','password':'p'}");
        ImapJson.Read tokens = read(
                "{'oauth2':{'tokenUrl':'https://login.example.org/token','clientId':'desk','refreshToken':'r'}}",
                password);

        assertThat(tokens.settings().login()).isEqualTo(MailLogin.XOAUTH2);
        assertThat(tokens.secret()).isEqualTo(Told.of(new ServerSecret(null, null, "r")));
        assertThat(read("{'oauth2':null,'password':'p'}", tokens.settings())
                        .settings()
                        .login())
                .isEqualTo(MailLogin.PASSWORD);
        assertThat(ImapJson.answer(tokens.settings(), tokens.secret().orNull()).path("oauth2"))
                .isEqualTo(JSON.readTree("""
                {"tokenUrl":"https://login.example.org/token","clientId":"desk","hasClientSecret":false,
                 "hasRefreshToken":true,"scope":null}"""));
    }

    @Test
    void onThisMachineTlsIsNotAskedFor() {
        assertThat(settings("{'host':'localhost','port':3143,'user':'u','password':'p'}")
                        .security())
                .isEqualTo(MailSecurity.NONE);
        assertThat(settings("{'host':'imap.example.org','port':143,'user':'u','password':'p'}")
                        .security())
                .isEqualTo(MailSecurity.TLS);
        assertThat(settings("{'host':'::1','user':'u','password':'p'}").port()).isEqualTo(993);
        assertThat(settings("{'host':'h','tls':'STARTTLS','user':'u','password':'p'}")
                        .port())
                .isEqualTo(143);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'hots':'h'}                                   | imap.hots: STRING (expected: no such member; did you mean host?)",
                "{'user':'u'}                                   | imap.host: \"\" (expected: a host name or address, without port)",
                "{'host':'h:993','user':'u'}                    | imap.host: h:993 (expected: a host name or address, without port)",
                "{'host':'h\\r\\nx','user':'u'}                 | imap.host",
                "{'host':'h'}                                   | imap.user: \"\" (expected: 1 to 255 characters on one line)",
                "{'host':'h','user':'u','port':0}               | imap.port: 0 (expected: 1 to 65535)",
                "{'host':'h','user':'u','tls':'SSL'}            | imap.tls: SSL (expected: one of [TLS, STARTTLS, NONE])",
                "{'host':'h','user':'u','tls':'NONE'}           | imap.tls: NONE (expected: TLS or STARTTLS; NONE for this machine",
                "{'host':'h','user':'u','after':'MOVE'}         | imap.moveTo: nothing (expected: another folder than INBOX",
                "{'host':'h','user':'u','cutOff':'yesterday'}   | imap.cutOff: yesterday (expected: a time such as",
                "{'host':'h','user':'u','alarmTo':['ops']}      | imap.alarmTo: ops (expected: an e-mail address",
                "{'host':'h','user':'u','certificate':'x'}      | imap.certificate: 1 characters (expected: certificates as PEM",
                "{'host':'h','user':'u','oauth2':{'tokenUrl':'http://x.example/t','clientId':'c'}} | imap.oauth2.tokenUrl",
                "{'host':'h','user':'u','oauth2':{'clientId':'c'},'password':'p'} | imap.oauth2: OBJECT",
                "[]                                             | imap: []"
            })
    void theRestIsRefused(String json, String message) {
        assertThatThrownBy(() -> settings(json)).isInstanceOf(Refusal.class).hasMessageContaining(message);
    }
}
