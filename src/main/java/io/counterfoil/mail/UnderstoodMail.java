package io.counterfoil.mail;

import java.util.List;

/**
 * A mail as it was understood. Everything in it is hostile text, free of what cannot be stored (NUL, lone surrogates).
 *
 * @param forwarded the mail that the sender forwards, when he does, then the one that it forwards itself
 * @param defects what is wrong with the mail or was not read of it, for people
 */
public record UnderstoodMail(
        Heading heading,
        MailContent content,
        List<Attachment> attachments,
        Nature nature,
        List<ForwardedMail> forwarded,
        Authentication authentication,
        List<String> defects) {}
