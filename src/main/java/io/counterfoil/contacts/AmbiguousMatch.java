package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import java.util.List;

/** Several contacts share an address and none has an internet account for it: one was taken, a person may want to look. */
public record AmbiguousMatch(ContactId taken, List<ContactId> candidates) {}
