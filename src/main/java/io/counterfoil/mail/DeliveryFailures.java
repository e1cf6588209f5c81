package io.counterfoil.mail;

import io.counterfoil.kernel.OrganizerCode;

/** Is told that a mail will not arrive, within the organizer's writing transaction that notes it; once for each mail and address. */
public interface DeliveryFailures {
    void failed(OrganizerCode organizer, Delivery delivery);
}
