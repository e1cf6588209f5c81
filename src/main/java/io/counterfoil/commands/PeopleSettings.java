package io.counterfoil.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The settings that are about people: where they find the screens, how they get mail, and how they sign in. */
final class PeopleSettings {
    static final String PUBLIC_URL = "COUNTERFOIL_PUBLIC_URL";
    static final String MAIL_HOST = "SPRING_MAIL_HOST";
    static final String MAIL_FROM = "COUNTERFOIL_MAIL_FROM";
    static final String OIDC_ISSUER = "COUNTERFOIL_OIDC_ISSUER";
    static final String OIDC_CLIENT = "COUNTERFOIL_OIDC_CLIENT_ID";
    static final String OIDC_SECRET = "COUNTERFOIL_OIDC_CLIENT_SECRET";

    private static final String LINE = "at most 1000 characters on one line";
    private static final String WORD = "1 to 255 characters without blanks";

    static final List<Setting> ALL = List.of(
            new Setting(
                    PUBLIC_URL,
                    "none; links are copied, not mailed",
                    "an address such as https://tickets.example.org",
                    false,
                    KnownSettings::isHttp,
                    "ftp://here",
                    "Where browsers find the screens: what links in mails begin with."),
            new Setting(
                    MAIL_HOST,
                    "none; no mail is sent",
                    "a host name or address",
                    false,
                    value -> value.matches("[0-9A-Za-z.:_-]{1,255}"),
                    "smtp://here",
                    "The mail server that takes invitations, password resets and notices."),
            new Setting(
                    "SPRING_MAIL_PORT",
                    "25",
                    "1 to 65535",
                    false,
                    value -> KnownSettings.isNumber(value, 1, 65_535),
                    "70000",
                    "Port of the mail server."),
            new Setting(
                    "SPRING_MAIL_USERNAME",
                    "no sign-in to the mail server",
                    WORD,
                    false,
                    PeopleSettings::isWord,
                    "two words",
                    "Login to the mail server."),
            new Setting(
                    "SPRING_MAIL_PASSWORD",
                    "no sign-in to the mail server",
                    LINE,
                    true,
                    PeopleSettings::isLine,
                    "two\nlines",
                    "Password of that login."),
            new Setting(
                    MAIL_FROM,
                    "none",
                    "an e-mail address",
                    false,
                    value -> value.matches("[^\\s@<>]{1,64}@[0-9A-Za-z.-]{1,255}"),
                    "us",
                    "Who mails come from; needed with SPRING_MAIL_HOST."),
            new Setting(
                    OIDC_ISSUER,
                    "none; people sign in with passwords",
                    "an address such as https://login.example.org/realms/house",
                    false,
                    KnownSettings::isHttp,
                    "login.example.org",
                    "An OpenID Connect issuer that people may sign in with."),
            new Setting(
                    OIDC_CLIENT,
                    "none",
                    WORD,
                    false,
                    PeopleSettings::isWord,
                    "two words",
                    "How the issuer knows this installation; needed with COUNTERFOIL_OIDC_ISSUER."),
            new Setting(
                    OIDC_SECRET,
                    "none",
                    LINE,
                    true,
                    PeopleSettings::isLine,
                    "two\nlines",
                    "The secret that the issuer gave; needed with COUNTERFOIL_OIDC_ISSUER."),
            new Setting(
                    "COUNTERFOIL_OIDC_NAME",
                    "single sign-on",
                    "1 to 60 characters",
                    false,
                    value -> !value.isBlank() && value.length() <= 60,
                    " ",
                    "What the sign-in page calls the issuer."));

    private PeopleSettings() {}

    /** One line for each setting that needs another one. */
    static List<String> problems(Predicate<String> isSet) {
        List<String> problems = new ArrayList<>();
        needs(problems, isSet, MAIL_HOST, MAIL_FROM);
        needs(problems, isSet, MAIL_HOST, PUBLIC_URL);
        needs(problems, isSet, OIDC_ISSUER, OIDC_CLIENT);
        needs(problems, isSet, OIDC_ISSUER, OIDC_SECRET);
        return problems;
    }

    private static void needs(List<String> problems, Predicate<String> isSet, String one, String other) {
        if (isSet.test(one) && !isSet.test(other)) {
            problems.add(other + ": not set (expected: a value, since " + one + " is set)");
        }
    }

    private static boolean isWord(String value) {
        return value.matches("\\S{1,255}");
    }

    private static boolean isLine(String value) {
        return value.length() <= 1000 && value.lines().count() <= 1;
    }
}
