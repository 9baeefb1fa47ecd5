using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // What the issuer hears, and what OPTIONS says.
    private static IReadOnlyList<Deviation> Answers =>
    [
        Fault("U5365-7-01-plain-ok", "U5365-7-01", "Answers 200 instead of 202.", c => c with { AcceptedStatus = 200 }),
        Fault("I3428-7-04-plain-ok", "I3428-7-04", "Answers 200, as if it were the recipient.", c => c with { AcceptedStatus = 200 }),
        Fault("U5365-9-01-holds-answer", "U5365-9-01", "Holds the 202 until all recipients have answered.", c => c with { LateAnswer = _ => 202 }),
        Fault("U5365-7-02-outcome-as-answer", "U5365-7-02", "Waits for the recipients and answers 404 when all have failed.",
            c => c with { LateAnswer = outcomes => outcomes.All(outcome => outcome.Failed) ? 404 : 202 }),
        Fault("U5365-2-02-relays-response", "U5365-2-02", "Passes the first recipient's final response on to the issuer.",
            c => c with { LateAnswer = outcomes => outcomes is [{ Response: { } response }, ..] ? response.StatusCode : 202 }),
        Fault("I3428-7-01-slow-answer", "I3428-7-01", "Answers when the recipients have.", c => c with { LateAnswer = _ => 202 }),
        Fault("I3428-7-02-body-in-202", "I3428-7-02", "The 202 explains itself in a text body.",
            c => c with { Response = Accepted(builder => builder.Body("Accepted for delivery."u8.ToArray(), "text/plain")) }),
        Fault("I3428-7-03-contact-in-202", "I3428-7-03", "The 202 has a Contact of the service.",
            c => c with { Response = Accepted((request, builder) => builder.Add("Contact", $"<{request.Message.RequestUriText}>")) }),
        Fault("I3428-9-03-accept-in-202", "I3428-9-03", "The 202 has an Accept naming the list format.",
            c => c with { Response = Accepted(builder => builder.Add("Accept", "application/resource-lists+xml")) }),
        Fault("F5363-4.1-01-list-in-202", "F5363-4.1-01", "The 202 echoes the list.",
            c => c with { Response = Accepted((request, builder) => request.Body.ListParts is [var list, ..]
                ? builder.Body(list.Content, "application/resource-lists+xml")
                : builder) }),
        Fault("U5365-5-03-tag-in-require", "U5365-5-03", "The answer to OPTIONS has the option tag in Require.",
            c => c with { Options = response => response.Edit().Remove("Supported").Add("Require", ListGate.Extension).Build() }),
        Fault("U5365-6-08-no-supported", "U5365-6-08", "The answer to OPTIONS has no Supported.",
            c => c with { Options = response => response.Edit().Remove("Supported").Build() }),
        Fault("U5365-11-01-misspelt-tag", "U5365-11-01", "The answer to OPTIONS spells the tag recipient-list-msg.",
            c => c with { Options = response => response.Edit().Set("Supported", "recipient-list-msg").Build() }),
    ];

    private static Func<ListRequest, SipMessage, SipMessage> Accepted(Func<SipMessageBuilder, SipMessageBuilder> edit) =>
        Accepted((_, builder) => edit(builder));

    private static Func<ListRequest, SipMessage, SipMessage> Accepted(Func<ListRequest, SipMessageBuilder, SipMessageBuilder> edit) =>
        (request, response) => response.StatusCode == 202 ? edit(request, response.Edit()).Build() : response;
}
