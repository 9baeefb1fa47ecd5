using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // Who is served: authentication, entitlement, consent, and the other checks before a 202.
    private static IReadOnlyList<Deviation> Guards =>
    [
        Fault("F5363-3.2-04-trusts-from", "F5363-3.2-04", "Takes a From at a local address for proof enough.",
            Unauthenticated((_, message) => message.From?.Uri.Host.Split('.') is ["127" or "10" or "192" or "172", ..])),
        Fault("F5363-3.2-04-any-certificate", "F5363-3.2-04", "Takes whoever comes by TLS for whom he says he is.", c => c with
        {
            Checks = gate => [.. gate.InOrder.Select(check => check != gate.Authentication ? check : request => request.Transaction.Packet.Transport is TransportKind.Tls ? null : check(request))],
        }),
        Fault("F5363-3.2-04-any-body", "F5363-3.2-04", "Takes a proof that covers the body for one of another body.",
            Unauthenticated((gate, message) => gate.Credentials(message)?.Qop == "auth-int")),
        Fault("I3428-11-06-service-any-date", "I3428-11-06", "Serves what was signed long ago as if it were new.", Without(gate => gate.Date)),
        Fault("I3428-11-06-service-past-only", "I3428-11-06", "Serves what was signed tomorrow.", c => c with { IsStale = off => off > TimeSpan.FromMinutes(10) }),
        Fault("I3428-11-07-service-refuses-all", "I3428-11-07", "Refuses messages of every source after several stale ones.", And(gate => request => gate.Stale >= 3 ? gate.Refuse(request, 400) : null)),
        Fault("U5365-7.3-04-own-list-only", "U5365-7.3-04", "Forgets the stored list where a request brings a list of its own.",
            c => c with { Checks = gate => [.. gate.InOrder.Select(check => check != gate.Bodies ? check : request => check(request) ?? ForgetStored(request))] }),
        Fault("F5363-5.2-01-name-is-enough", "F5363-5.2-01", "Serves whoever knows the name of an account.",
            Unauthenticated((gate, message) => gate.Credentials(message)?.Username is not null)),
        Fault("F5363-5.2-01-no-entitlement", "F5363-5.2-01", "Serves any account, entitled to the service or not.", Without(gate => gate.Entitlement)),
        Fault("F5363-5.2-02-fan-out-beside-401", "F5363-5.2-02", "Sends the copies while it asks for credentials.",
            c => c with { ServedDespite = status => status == 401 ? int.MaxValue : 0 }),
        Fault("U5365-3-03-serves-itself", "U5365-3-03", "Serves its own copy when a list leads back to it.", Without(gate => gate.Loop)),
        Fault("U5365-7.1-01-reads-comments", "U5365-7.1-01", "Takes whatever looks like an entry for one, in comments too.",
            c => c with { Checks = gate => [.. gate.InOrder.Select(check => check != gate.Bodies ? check : request => check(request) is { } refusal ? refusal : ReadComments(request))] }),
        Fault("I3261-8.2-01-reads-to-the-fault", "I3261-8.2-01", "Serves the entries of a broken list up to where it breaks.", UpToTheFault),
        Fault("F5363-4.1-06-counts-entries", "F5363-4.1-06", "Counts entries, not recipients, against its limit.", c => c with { Exceeds = (entries, _, most) => entries > most }),
        Fault("F5363-5.3-01-serves-first", "F5363-5.3-01", "Serves the first of a list that is too long.",
            c => c with { Exceeds = (_, _, _) => false, Recipients = c.Recipients with { Served = all => [.. all.Take(3)] } }),
        Fault("F5363-5.3-03-message-exempt", "F5363-5.3-03", "MESSAGE needs no authentication.", Without(gate => gate.Authentication)),
        Fault("U5365-10-01-no-tag-no-proof", "U5365-10-01", "Without the option tag in Require nobody is asked who they are.",
            Unauthenticated((_, message) => !message.Has(SipHeader.Require))),
        Fault("U5365-10-01-replay", "U5365-10-01", "Takes credentials that were used before.",
            c => c with { Proves = outcome => outcome is DigestOutcome.Accepted or DigestOutcome.Replayed }),
        Fault("U5365-10-02-late-opt-in", "U5365-10-02", "The first copy leaves before the checks are done.", c => c with { ServedDespite = _ => 1 }),
        Fault("C5364-8-01-own-domain-exempt", "C5364-8-01", "Whoever writes from an address that begins like the service's own need not authenticate.",
            Unauthenticated((_, message) => message.From is { } from && message.RequestUri is { } to
                && from.Uri.Host.Split('.')[0].Equals(to.Host.Split('.')[0], StringComparison.OrdinalIgnoreCase))),
        Fault("I3261-8.2-01-early-fan-out", "I3261-8.2-01", "Sends the copies while it reads, and refuses afterwards.", c => c with { ServedDespite = _ => int.MaxValue }),
        Fault("I3261-22.2-01-no-challenge", "I3261-22.2-01", "Its 401 has no WWW-Authenticate.",
            c => c with { Response = (_, response) => response.StatusCode == 401 ? response.Edit().Remove("WWW-Authenticate").Build() : response }),
        Fault("I3261-22.2-01-proxy-challenge", "I3261-22.2-01", "Challenges by 407, as a proxy does.",
            c => c with
            {
                Response = (_, response) => response is { StatusCode: 401 } && response.Value(SipHeader.WwwAuthenticate) is { } challenge
                    ? response.Edit().WithStartLine("SIP/2.0 407 Proxy Authentication Required").Remove("WWW-Authenticate").Add("Proxy-Authenticate", challenge).Build()
                    : response,
            }),
        Fault("I3325-5-01-asserted-is-proof", "I3325-5-01", "Takes a P-Asserted-Identity from anybody for proof.",
            Unauthenticated((_, message) => message.Has(SipHeader.PAssertedIdentity))),
        Fault("I3325-5-01-forged-identity", "I3325-5-01", "Passes on a P-Asserted-Identity that nobody vouches for.",
            (copy, message) => copy.Request.Message.Value(SipHeader.PAssertedIdentity) is { } identity ? message.Add("P-Asserted-Identity", identity) : message),
        Fault("F5363-5.2-09-asks-each-time", "F5363-5.2-09", "Asks recipients for their consent although they have given it.",
            c => c with { Extras = (host, copy, message) => [(Alike(host, message, "May I pass on a message to you?"), copy.Target.Hop)] }),
        Fault("F5363-5.2-10-serves-consenting", "F5363-5.2-10", "Serves those who have agreed and refuses because of the others.",
            c => c with { ServedDespite = status => status == 470 ? 1 : 0 }),
        Fault("F5363-5.2-13-forbidden", "F5363-5.2-13", "Answers 403 where consent is missing.",
            Refusing(470, "SIP/2.0 403 Forbidden", m => m)),
        Fault("F5363-5.2-03-cached", "F5363-5.2-03", "Remembers who was entitled once, for ever.", Remembering),
        Fault("F5363-5.2-04-open-stored-lists", "F5363-5.2-04", "Lets anybody write to a stored list.", Unauthenticated((gate, message) => gate.Stored.ContainsKey(message.RequestUri?.User ?? ""))),
        Fault("U5365-7.3-04-unchecked-stored-lists", "U5365-7.3-04", "Serves stored lists without the checks for lists in requests.",
            c => c with { Checks = gate => [.. gate.InOrder.Select(check => IsGuard(gate, check) ? request => gate.Stored.ContainsKey(request.User) ? null : check(request) : check)] }),
        Fault("F5363-5.2-05-own-domain-exempt", "F5363-5.2-05", "Does not ask for the consent of its own users.", Without(gate => gate.Consent)),
        Fault("F5363-5.2-08-checks-while-sending", "F5363-5.2-08", "Checks consent recipient by recipient while it sends.", c => c with { ServedDespite = status => status == 470 ? 1 : 0 }),
        Fault("I5360-5.9.1-01-rest-refused", "I5360-5.9.1-01", "Serves the first who has agreed and answers 470 for the rest.", c => c with { ServedDespite = status => status == 470 ? 1 : 0 }),
        Fault("I5360-5.9.1-02-forbidden", "I5360-5.9.1-02", "Answers 403 instead of 470.", Refusing(470, "SIP/2.0 403 Forbidden", m => m)),
        Fault("F5363-5.2-12-no-470", "F5363-5.2-12", "Does not know of consent at all.", Without(gate => gate.Consent)),
        Fault("I5360-5.9.1-03-lists-all", "I5360-5.9.1-03", "Names the whole list in Permission-Missing.",
            c => c with
            {
                Response = (request, response) => response.StatusCode != 470
                    ? response
                    : response.Edit().Set("Permission-Missing", string.Join(", ", request.Recipients.Select(one => $"<{one.PublicUri}>"))).Build(),
            }),
        Fault("F5363-5.2-06-no-consent", "F5363-5.2-06", "Asks for nobody's consent.", Without(gate => gate.Consent)),
        Fault("I3261-8.2.2.3-01-ignores-require", "I3261-8.2.2.3-01", "Ignores unknown option tags in Require.", Without(gate => gate.Extensions)),
        Fault("I3261-8.2.2.3-01-first-line-only", "I3261-8.2.2.3-01", "Reads the first of several Require fields.",
            c => c with { Checks = gate => [.. gate.InOrder.Select(check => check != gate.Extensions ? check : request => request.Message.Fields.Where(line => line.Known == SipHeader.Require).Select(line => line.Value).FirstOrDefault() == ListGate.Extension ? null : check(request))] }),
        Fault("I3428-9-02-long-names-only", "I3428-9-02", "Answers 400 to a MESSAGE with a Contact in compact form.",
            And(gate => request => request.Message.Fields.Any(line => line.Name == "m") ? gate.Refuse(request, 400) : null)),
        Fault("I3261-8.2.2.2-01-serves-merged", "I3261-8.2.2.2-01", "Serves a request again that comes by another path.", Without(gate => gate.Merged)),
        Fault("I3428-9-04-any-case", "I3428-9-04", "Takes Message for MESSAGE.", Without(gate => gate.Method)),
        Fault("I3261-8.2.3-01-accepts-any-list", "I3261-8.2.3-01", "Answers 202 to a list in an unknown format.",
            Refusing(415, "SIP/2.0 202 Accepted", m => m.Remove("Accept").Remove("Accept-Encoding"))),
        Fault("U5365-4-05-accepts-any-list", "U5365-4-05", "Answers 202 to a list in an undeclared format and sends nothing.",
            Refusing(415, "SIP/2.0 202 Accepted", m => m.Remove("Accept").Remove("Accept-Encoding"))),
        Fault("I3428-9-02-contact-refused", "I3428-9-02", "Answers 400 to a MESSAGE with a Contact.",
            And(gate => request => request.Message.Has(SipHeader.Contact) ? gate.Refuse(request, 400) : null)),
        Fault("U5365-6-10-two-parts-only", "U5365-6-10", "Takes exactly two body parts and answers 415 to more.",
            And(gate => request => request.Body.Payload.Count > 1 ? gate.Refuse(request, 415) : null)),
    ];

    private static Func<ListServiceConduct, ListServiceConduct> Without(Func<ListGate, ListCheck> check) =>
        c => c with { Checks = gate => [.. gate.InOrder.Where(one => one != check(gate))] };

    private static Func<ListServiceConduct, ListServiceConduct> And(Func<ListGate, ListCheck> check) =>
        c => c with { Checks = gate => [.. gate.InOrder, check(gate)] };

    private static Func<ListServiceConduct, ListServiceConduct> Unauthenticated(Func<ListGate, SipMessage, bool> when) =>
        c => c with
        {
            Checks = gate =>
            [
                .. gate.InOrder.Select(check => check == gate.Authentication
                    ? request => when(gate, request.Message) ? null : check(request)
                    : check),
            ],
        };

    private static Func<ListServiceConduct, ListServiceConduct> Refusing(int status, string startLine, Func<SipMessageBuilder, SipMessageBuilder> edit) =>
        c => c with { Response = (_, response) => response.StatusCode == status ? edit(response.Edit().WithStartLine(startLine)).Build() : response };

    private static bool IsGuard(ListGate gate, ListCheck check) => check == gate.Authentication || check == gate.Entitlement || check == gate.Consent;

    private static SipMessage? ForgetStored(ListRequest request)
    {
        request.Stored = request.Body.Lists.Count > 0 ? null : request.Stored;
        return null;
    }

    private static SipMessage? ReadComments(ListRequest request)
    {
        var found = request.Body.ListParts.Select(part => EntryLike().Matches(Encoding.UTF8.GetString(part.Content.Span)))
            .Select(matches => new ResourceLists(new ResourceList(matches.Select(match => new ListEntry(match.Groups[1].Value)))));
        request.Body = request.Body with { Lists = [.. request.Body.Lists, .. found] };
        return null;
    }

    /// <summary>A reader that sends while it reads: by the time it meets the fault, the first have had their copy.</summary>
    private static ListServiceConduct UpToTheFault(ListServiceConduct conduct) => conduct with
    {
        BesideRefusal = (host, request, status) => status == 400 ? [.. MadeOut(host, request).Take(1)] : [],
    };

    /// <summary>Copies to whoever can be made out in a body, whatever is wrong with it.</summary>
    internal static IEnumerable<(SipMessage Message, SipTarget? Hop)> MadeOut(SipHost host, ListRequest request)
    {
        foreach (Match match in EntryLike().Matches(Encoding.UTF8.GetString(request.Message.Body.Span)))
        {
            if (SipUri.TryParse(WebUtility.HtmlDecode(match.Groups[1].Value), out var uri))
            {
                yield return (Copy(host, request, uri), host.HopTo(uri));
            }
        }
    }

    /// <summary>A refused request as a message to somebody.</summary>
    internal static SipMessage Copy(SipHost host, ListRequest request, SipUri uri) => request.Message.Edit()
        .WithRequestUri(uri.ToString()).Remove("Via").Set("To", $"<{uri}>").Set("Call-ID", host.Ids.CallId()).Remove("Require").Remove("Authorization").Build();

    [GeneratedRegex("<entry [^>]*uri=\"([^\"]*)\"")]
    private static partial Regex EntryLike();

    private static ListServiceConduct Remembering(ListServiceConduct conduct)
    {
        var entitled = new HashSet<string>(StringComparer.Ordinal);
        return conduct with
        {
            Checks = gate =>
            [
                .. gate.InOrder.Select(check => check != gate.Entitlement ? check : request =>
                {
                    var refusal = entitled.Contains(request.Account ?? "") ? null : check(request);
                    if (refusal is null)
                    {
                        entitled.Add(request.Account ?? "");
                    }

                    return refusal;
                }),
            ],
        };
    }
}
