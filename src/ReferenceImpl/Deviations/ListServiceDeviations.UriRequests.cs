using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // What listed URIs ask for beyond an address (RFC 3261 19.1.5).
    private static IReadOnlyList<Deviation> UriRequests =>
    [
        Fault("U5365-7.3-15-method-refused", "U5365-7.3-15", "Answers 400 to a list in which a URI has a method parameter.",
            And(gate => request => request.Body.Lists.SelectMany(list => list.FlatEntries).Any(entry => entry.Uri.Contains(";method=", StringComparison.OrdinalIgnoreCase))
                ? gate.Refuse(request, 400)
                : null)),
        Fault("U5365-7.3-16-sends-method", "U5365-7.3-16", "Sends the method that a URI names.",
            c => KeepingMethod(c) with
            {
                Onward = (copy, message) => copy.Recipient.Uri.Parameter("method") is { Length: > 0 } method
                    ? message.Edit().WithRequestUri(copy.Target.RequestUri.WithoutParameter("method").ToString()).WithMethod(method).Set("CSeq", $"1 {method}").Build()
                    : message,
            }),
        Fault("U5365-7.3-17-method-survives", "U5365-7.3-17", "Leaves the method parameter in the Request-URI.", KeepingMethod),
        Fault("I3261-19.1.5-02-harmless-method", "I3261-19.1.5-02", "Leaves the method parameter in the Request-URI where it says MESSAGE.",
            Reading(r => r with { UriOf = uri => uri.Parameter("method") == "MESSAGE" ? uri : uri.WithoutParameter("method") })),
        Fault("I3261-19.1.1-01-pasted", "I3261-19.1.1-01", "Pastes the listed URI into Request-URI and To.",
            (copy, message) => message.WithRequestUri(copy.Recipient.Uri.ToString()).Set("To", $"<{copy.Recipient.Uri}>")),
        Fault("U5365-7.3-13-method-and-headers", "U5365-7.3-13", "Puts method and header fields of a listed URI into the Request-URI.",
            c => KeepingMethod(c) with { Onward = (copy, message) => message.Edit().WithRequestUri(copy.Recipient.Uri.ToString()).Build() }),
        Fault("I3261-19.1.5-01-no-parameters", "I3261-19.1.5-01", "Strips all URI parameters.",
            (copy, message) => message.WithRequestUri(copy.Target.RequestUri.Parameters.Aggregate(copy.Target.RequestUri, (uri, parameter) => uri.WithoutParameter(parameter.Name)).ToString())),
        Fault("I3261-19.1.5-03-unknown-dropped", "I3261-19.1.5-03", "Drops URI parameters it does not know.",
            (copy, message) => message.WithRequestUri(copy.Target.RequestUri.Parameters
                .Where(parameter => parameter.Name is not ("transport" or "user" or "maddr" or "ttl" or "lr"))
                .Aggregate(copy.Target.RequestUri, (uri, parameter) => uri.WithoutParameter(parameter.Name)).ToString())),
        Fault("I3261-19.1.5-04-from-honoured", "I3261-19.1.5-04", "Lets a URI say who the message is from.", Honouring("From", "f")),
        Fault("F5363-5.3-02-from-honoured", "F5363-5.3-02", "Lets a URI override the sender.", Honouring("From", "f")),
        Fault("U5365-7.2-02-route-honoured", "U5365-7.2-02", "Copies a Route that a URI asks for.", Honouring("Route")),
        Fault("I3261-19.1.5-05-route-honoured", "I3261-19.1.5-05", "Copies a Route that a URI asks for.", Honouring("Route")),
        Fault("I3261-19.1.5-06-contact-honoured", "I3261-19.1.5-06", "Lets a URI claim abilities for the service.",
            Honouring("Contact", "m", "Allow", "Supported", "k", "User-Agent", "Organization", "Accept")),
        Fault("I3261-19.1.5-07-date-honoured", "I3261-19.1.5-07", "Believes what a URI says about the message.", Honouring("Date", "MIME-Version", "Timestamp", "Content-Type", "c")),
        Fault("I3261-19.1.5-07-length-honoured", "I3261-19.1.5-07", "Cuts the message to the Content-Length that a URI asks for.",
            (copy, message) => copy.Recipient.Uri.Headers.FirstOrDefault(asked => asked.Name == "Content-Length") is { Value: { } length } && int.TryParse(length, out var octets)
                ? message.Body(message.Build().Body[..octets])
                : message),
        Fault("I3261-19.1.5-08-injection", "I3261-19.1.5-08", "Lets a URI break a header line and add another field.", Reading(r => r with { FitsLine = _ => true })),
        Fault("I3261-19.1.5-09-require-honoured", "I3261-19.1.5-09", "Copies a Require that a URI asks for.",
            c => Reading(r => r with { Demands = _ => false })(Honouring("Require")(c))),
        Fault("I3261-19.1.5-10-other-transport", "I3261-19.1.5-10", "Sends by UDP what a URI wants sent by a transport it does not have.", Reading(r => r with { HasTransport = _ => true })),
        Fault("U5365-6-14-for-all", "U5365-6-14", "Adds the header fields one URI asks for to every copy.",
            (copy, message) => copy.Request.Copies.SelectMany(one => one.Target.Headers).Aggregate(message, (m, asked) => m.Set(asked.Name, asked.Value))),
        Fault("U5365-7.3-14-all-or-none", "U5365-7.3-14", "Drops every header field of a URI because of one it refuses.",
            (copy, message) => copy.Recipient.Uri.Headers.Count == copy.Target.Headers.Count
                ? message
                : copy.Target.Headers.Aggregate(message, (m, asked) => m.Remove(asked.Name))),
        Fault("U5365-7-07-body-honoured", "U5365-7-07", "Replaces the message by the body a URI brings.",
            (copy, message) => copy.Recipient.Uri.Headers.FirstOrDefault(asked => asked.Name.Equals("body", StringComparison.OrdinalIgnoreCase)) is { Value: { } text }
                ? message.Body(System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(text)), "text/plain")
                : message),
    ];

    private static ListServiceConduct KeepingMethod(ListServiceConduct conduct) => Reading(r => r with { UriOf = uri => uri })(conduct);

    private static Func<ListServiceConduct, ListServiceConduct> Honouring(params string[] names) => c => c with
    {
        Onward = (copy, message) => copy.Recipient.Uri.Headers
            .Where(asked => names.Contains(Uri.UnescapeDataString(asked.Name), StringComparer.OrdinalIgnoreCase))
            .Aggregate(message.Edit(), (m, asked) => m.Set(Uri.UnescapeDataString(asked.Name), Uri.UnescapeDataString(asked.Value ?? "")))
            .Build(),
    };
}
