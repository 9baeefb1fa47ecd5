using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Variations;

internal static partial class ListServiceVariations
{
    // What the service takes, what it refuses, and what it says then.
    private static IReadOnlyList<Variation> Answers =>
    [
        new("A-06", Tolerance.Accepted, Fault("A-06-copies-first", "U5365-9-01", "The 202 follows the first copies", c => c with { AnswersFirst = false })),
        new("A-08", Tolerance.Accepted, Fault("A-08-accepted", "U5365-7-01", "A list of nobody is accepted",
            c => c with { Checks = gate => [.. gate.InOrder.Select(check => check != gate.Recipients ? check : request => check(request) is { } refusal && request.Recipients.Count > 0 ? refusal : null)] })),
        Refuses("A-08", "breaks-down", "U5365-7-01", Tolerance.Noted, "A list of nobody is answered 500", "Nobody To Send To", "500 Server Internal Error"),
        Refuses("A-09", "other-code", "I3261-8.2-01", Tolerance.Accepted, "What cannot be read is answered 488", "Bad ", "488 Not Acceptable Here"),
        Refuses("A-09", "accepted", "I3261-8.2-01", Tolerance.Undecided, "What cannot be read is accepted, and reaches nobody", "Bad ", "202 Accepted"),
        new("A-10", Tolerance.Noted, Fault("A-10-list-alone", "I3261-8.2.3-01", "What a 415 says to be accepted is the list format alone",
            c => c with { Response = (_, response) => response.StatusCode == 415 ? response.Edit().Set("Accept", ResourceLists.MediaType).Build() : response })),
        Refuses("A-11", "other-code", "U5365-7.1-01", Tolerance.Accepted, "A request without a list is answered 488", "No Recipient List", "488 Not Acceptable Here"),
        Refuses("A-11", "accepted", "U5365-7.1-01", Tolerance.Undecided, "A request without a list is accepted, and reaches nobody", "No Recipient List", "202 Accepted"),
        new("A-11", Tolerance.Accepted, Fault("A-11-tag-needed", "U5365-6-06", "A list without the option tag is answered 421",
            And(gate => request => request.Stored is null && !request.Message.Values(SipHeader.Require).Contains(ListGate.Extension, StringComparer.OrdinalIgnoreCase)
                ? gate.Refuse(request, 421).Edit().Add("Require", ListGate.Extension).Build() : null))),
        Refuses("A-12", "forbidden", "F5363-5.3-01", Tolerance.Accepted, "A list beyond the limit is answered 403", "Too Many Recipients", "403 Forbidden"),
        Refuses("A-12", "global", "F5363-5.3-01", Tolerance.Accepted, "A list beyond the limit is answered 606", "Too Many Recipients", "606 Not Acceptable"),
        new("A-13", Tolerance.Noted, Fault("A-13-refused", "F5363-4.1-06", "A list that names somebody twice is refused", c => c with { Exceeds = (entries, recipients, most) => recipients > most || entries != recipients })),
        new("A-15", Tolerance.Undecided, Fault("A-15-compares-first", "U5365-7.3-17", "URIs that differ by their method are two recipients, who then get one copy each",
            c => c with
            {
                Recipients = c.Recipients with
                {
                    UriOf = uri => uri,
                    Merge = parts => Split(parts, one => one.Uri.Parameter("method")) is { } all ? [.. all.Select(one => one with { Uri = one.Uri.WithoutParameter("method") })] : null,
                },
            })),
        new("A-16", Tolerance.Undecided, Fault("A-16-discloses", "C5364-4-19", "Who is hidden by one entry and not by another is shown",
            c => c with { Recipients = c.Recipients with { Merge = parts => Shown(parts, RecipientList.Merge(parts.SelectMany(part => part))) } })),
        Refuses("A-41", "other-code", "U5365-7.1-01", Tolerance.Accepted, "A list in an inner body is answered 488", "Recipient List In Nested Body", "488 Not Acceptable Here"),
        new("A-46", Tolerance.Accepted, Fault("A-46-refused", "C5364-4-23", "A list with a wish that cannot be understood is answered 400",
            And(gate => request => request.Body.Lists.SelectMany(list => list.FlatEntries).Any(e => e is { CopyControlText: not null, CopyControl: null } or { AnonymizeText: not null, Anonymize: null })
                ? gate.Refuse(request, 400) : null))),
        new("A-49", Tolerance.Accepted, Fault("A-49-filters-itself", "U5365-3-03", "The service leaves itself out of a list",
            And(_ => request =>
            {
                request.Copies = [.. request.Copies.Where(copy => !(copy.Target.RequestUri.Port == request.Message.RequestUri?.Port && copy.Target.RequestUri.Host == request.Message.RequestUri?.Host))];
                return null;
            }))),
        new("A-49", Tolerance.Accepted, Fault("A-49-no-hops", "U5365-3-03", "A request that has no hops left is answered 483", And(gate => request => request.Message.MaxForwards == 0 ? gate.Refuse(request, 483) : null))),
        new("A-50", Tolerance.Noted, Fault("A-50-spares-sender", "U5365-3-03", "Who sends to a list gets no copy, though the list names him",
            And(_ => request =>
            {
                request.Copies = [.. request.Copies.Where(copy => copy.Target.RequestUri.User != request.Message.From?.Uri.User)];
                return null;
            }))),
        new("A-51", Tolerance.Accepted, Fault("A-51-refused", "I3428-5-02", "A list that names somebody by tel: is answered 416",
            And(gate => request => request.Recipients.Any(one => one.Uri.Scheme.Equals("tel", StringComparison.OrdinalIgnoreCase)) ? gate.Refuse(request, 416) : null))),
        new("A-52", Tolerance.Accepted, Fault("A-52-refused", "I3261-19.1.5-08", "A list is answered 400 where one of its URIs cannot be served",
            And(gate => request => request.Copies.Count < request.Recipients.Count ? gate.Refuse(request, 400) : null))),
        new("A-60", Tolerance.Accepted, Fault("A-60-everywhere", "U5365-6-08", "Every answer says what the service supports", c => c with { Response = (_, response) => response.Edit().Set("Supported", ListGate.Extension).Build() })),
        new("A-60", Tolerance.Accepted, Fault("A-60-unavailable", "U5365-6-08", "OPTIONS is answered 480, as an INVITE would be, with what the service supports",
            c => c with { Options = response => response.Edit().WithStartLine("SIP/2.0 480 Temporarily Unavailable").Build() })),
        new("A-63", Tolerance.Accepted, Fault("A-63-expired-refused", "I3428-7-06", "What has expired is answered 480",
            And(gate => request => request.Message.Value(SipHeader.Expires) == "0" || (DateTimeOffset.TryParse(request.Message.Value(SipHeader.Date), System.Globalization.CultureInfo.InvariantCulture, out var date) && date.Year < 2020)
                ? gate.Refuse(request, 480) : null))),
        new("AMB-48", Tolerance.Accepted, Fault("AMB-48-refuses", "RCPT-8.2-05", "Hidden lists take nothing that asks for receipts",
            And(gate => request => request.Stored is { Hidden: true } && RequestedReceipts.In(request.Body.Payload) is not null ? gate.Refuse(request, 403) : null))),
        new("AMB-49", Tolerance.Accepted, Fault("AMB-49-one-for-all", "RCPT-8.2-02", "Of a hidden list a sender who wants to know both is told of reading alone", c => c with { Receipts = c.Receipts with { TellsOfDeliveryBesideReading = false } })),
        new("AMB-49", Tolerance.Accepted, Fault("AMB-49-silent-failure", "RCPT-8.2-03", "The failure of a member of a hidden list is told to nobody", c => c with { Receipts = c.Receipts with { TellsOfFailure = false } })),
    ];

    /// <summary>Each value of the property makes recipients of its own.</summary>
    private static IReadOnlyList<Recipient>? Split(IReadOnlyList<IReadOnlyList<Recipient>> parts, Func<Recipient, string?> by)
    {
        var groups = parts.SelectMany(part => part).GroupBy(one => by(one) ?? "").Select(RecipientList.Merge).ToArray();
        return groups.Contains(null) ? null : [.. groups.SelectMany(group => group ?? [])];
    }

    private static IReadOnlyList<Recipient>? Shown(IReadOnlyList<IReadOnlyList<Recipient>> parts, IReadOnlyList<Recipient>? merged) => merged is null
        ? null
        : [.. merged.Select(one => one with { Hidden = one.Hidden && parts.SelectMany(part => part).Where(other => other.Uri.EquivalentTo(one.Uri)).All(other => other.Hidden) })];

    /// <summary>Another answer where the service refuses for a reason of that kind.</summary>
    private static Variation Refuses(string reading, string name, string requirement, Tolerance tolerance, string text, string reason, string instead) =>
        new(reading, tolerance, Fault($"{reading}-{name}", requirement, text, c => c with
        {
            Response = (_, response) => response.StatusCode >= 400 && response.ReasonPhrase.StartsWith(reason, StringComparison.Ordinal) ? response.Edit().WithStartLine($"SIP/2.0 {instead}").Build() : response,
        }));

    private static Func<ListServiceConduct, ListServiceConduct> And(Func<ListGate, ListCheck> check) => c => c with { Checks = gate => [.. gate.InOrder, check(gate)] };
}
