using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Stack;

namespace Conformance.Harness.Remote.Description;

/// <summary>
/// The SUT file that <c>conformance init</c> writes: complete, commented, and true of <c>conformance serve SEAT --sip-port 5070 --tls-port 5071
/// --msrp-port 2870 --control 8080</c>, so that a newcomer sees a green run before the first change.
/// </summary>
/// <param name="Name">Name of the system under test.</param>
/// <param name="Seats">The seats that it takes; at least one.</param>
/// <param name="Transports">The transports that it speaks; at least one.</param>
public sealed record SutFileTemplate(string Name, IReadOnlyList<Seat> Seats, IReadOnlyList<TransportKind> Transports)
{
    private const int FirstSip = 5070;
    private const int FirstMsrp = 2870;
    private const int SeatsApart = 10;
    private const int SeatsInALine = 6;
    private const int ItemsInALine = 9;

    private static readonly Seat[] OverMsrp = [Seat.MsrpSender, Seat.MsrpRecipient, Seat.MsrpIntermediary, Seat.Gateway];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            // A SUT file: what the system under test claims, where it is, and how it is made to act.
            // Check it with: conformance doctor FILE. Run with: conformance run --sut FILE. Comments and trailing commas are allowed.
            {
              "$schema": "./{{SutSchema.FileName}}", // editors complete and check by it
              "name": {{Quoted(Name)}}, // as it stands in reports
              "version": "1.0",

              // What it claims to implement (PICS). Only cases of these seats and transports are run.
              "pics": {
                // {{string.Join(", ", Seat.All)}}
                "seats": [{{string.Join(",\n          ", Seats.Select(s => Quoted(s.Name)).Chunk(SeatsInALine).Select(line => string.Join(", ", line)))}}],
                // udp, tcp, tls
                "transports": [{{string.Join(", ", Transports.Select(t => Quoted(TestCase.TransportName(t))))}}],
                // The receipts that it issues or asks for.
                "receipts": ["positive-delivery", "negative-delivery", "read"],
                // What else it claims: true, false or a value. What is left open is asked like what is claimed; what is denied leaves cases out.
                "items": {

            """);
        foreach (var item in PicsItems.Items.Where(i => i.SaidBy is null && i.Seats.Intersect(Seats).Any()))
        {
            var value = item.Words is [var word, ..] ? Quoted(word) : item.Words is null ? "\"...\"" : "true";
            var words = item.Words is { Count: > 1 } ? $" ({string.Join(", ", item.Words)})" : "";
            text.Append(CultureInfo.InvariantCulture, $"      // {Quoted(item.Name)}: {value}, // {item.Asks}{words}\n");
        }

        foreach (var said in PicsItems.Items.Where(i => i.SaidBy is not null && i.Seats.Intersect(Seats).Any()).GroupBy(i => i.SaidBy))
        {
            foreach (var line in said.Select(i => i.Name).Chunk(ItemsInALine).Index())
            {
                text.Append(CultureInfo.InvariantCulture, $"      // {(line.Index == 0 ? $"{said.Key} says" : "and")} {string.Join(", ", line.Item)}\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $$"""
                },
                // Why it does not do what only SHOULD be done, by clause: what breaks such a clause is then a note.
                // "reasons": { "U5365-7.2-08": "the operator wants ..." },
              },

              // Where it is, by seat: numeric addresses, since names are not looked up; IPv6 as [2001:db8::7]:5060.
              // "user" is the user part of its user: a fixed one such as "bob", or a template where it takes any user.
              "addresses": {

            """);
        foreach (var (index, seat) in Seats.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Quoted(seat.Name)}: {{ {Addresses(seat, index)}, \"user\": \"{SeatAddresses.AnyUser}\" }},\n");
        }

        text.Append(CultureInfo.InvariantCulture, $$"""
              },

              // Where the harness listens, as the system under test reaches it. Port 0 takes any free one.
              "harness": {
                "address": "127.0.0.1",
                // "advertise": "192.0.2.1", // written into messages instead, behind NAT
                "sipPort": 0, "tlsPort": 0, "msrpPort": 0,
                // "otherTlsPort": 0, // TLS with a certificate for another name, for firewalls
                // A softphone registers with the harness and sends everything to it: it then needs no addresses above.
                "registrar": false,
              },

              // The account with which the harness answers challenges. A password can come from the environment, and is never shown.
              // "credentials": { "username": "issuer", "password": { "env": "SUT_PASSWORD" }, "realm": null },
              // An account that may not use the list service.
              // "notEntitled": { "username": "guest", "password": { "env": "SUT_GUEST_PASSWORD" } },
              // The account with which the system under test answers challenges of the harness.
              // "challenge": { "username": "acme", "password": { "env": "SUT_OWN_PASSWORD" } },

              // TLS: PEM files relative to this one, or a fingerprint (openssl x509 -noout -fingerprint -sha256 -in FILE).
              "tls": {
                {{(Transports.Contains(TransportKind.Tls) ? "" : "// ")}}"trust": "root.pem",
                // "fingerprint": "sha256:...",
                // "certificate": "harness.pem", "key": "harness.key", // the harness makes its own when missing
                // "otherCertificate": "guest.pem", "otherKey": "guest.key", // of somebody who may not use the list service, where it knows people by their certificates
              },

              // In milliseconds; conformance doctor measures and proposes them.
              "timers": {
                "t1Ms": 500, "responseMs": 4000, "actMs": 5000, "graceMs": 2000,
                // "userMs": 10000,   // within this time a user is shown something, where it is not actMs
                // "fanOutMs": 10000, // within this time all copies of a list are due, where it is not actMs and 10 ms for each
                // "latestMs": 32000, // what comes later than it is due, but within this time, only warns, where it is not 64 times t1Ms
                // "holdMs": 10000,   // so long delivery is held open, where it is not a multiple of t1Ms
                // "lateMs": 100000,  // so long a very late receipt is withheld, where it is not a multiple of t1Ms
              },

              // pathMtu: smallest MTU on the way. pathIsSafe: all hops control congestion, as where there is none between; false where you do not know.
              // concurrency 1 suits a device that does one thing at a time. dateSkewMinutes: so far from now a signed date is still taken.
              // retries: so often a receipt that was refused may be sent again.
              "limits": { "pathMtu": 1500, "pathIsSafe": true, "concurrency": 200, "caseDeadlineMs": 120000, "dateSkewMinutes": 10, "retries": 3 },

              // Passages that the specifications leave open, and that you read otherwise than the harness does by default.
              // A line that is switched on changes the verdicts that rest on it, and no others; the report says what was seen.
              "readings": {

            """);
        foreach (var reading in Readings.All)
        {
            foreach (var other in reading.Alternatives.Skip(1))
            {
                text.Append(CultureInfo.InvariantCulture, $"    // {other.Means}\n    // {Quoted(reading.Id)}: {Quoted(other.Name)},\n");
            }
        }

        text.Append("""
              },

              // How it is made to act. Each action is bound to one of
              //   { "http": { "method": "POST", "url": "http://...", "headers": {}, "body": "{values}" } }   status 2xx is success
              //   { "exec": ["./ctl", "read", "{message-id}"], "timeoutMs": 5000 }                          exit status 0 is success
              //   { "manual": "Open the message on the phone, then press Enter" }                           a person does it
              //   "none"                                                                                    cases that need it are inconclusive
              "control": {
                // What its user sees, one JSON object a line: {"event":"show","values":{"user":"bob","message-id":"..."} }
                "events": { "http": { "url": "http://127.0.0.1:8080/events" } },
                "actions": {

            """);
        foreach (var action in ControlAction.All.Where(a => a.Seats.Intersect(Seats).Any() && a.Name != "restart"))
        {
            var values = action.Values.Count == 0 ? "" : $" Values: {string.Join(", ", action.Values)}.";
            text.Append(CultureInfo.InvariantCulture, $"      // {action.Text}{values}\n");
            text.Append(CultureInfo.InvariantCulture, $"      {Quoted(action.Name)}: {{ \"http\": {{ \"url\": \"http://127.0.0.1:8080/actions/{action.Name}\", \"body\": \"{Placeholders.Values}\" }} }},\n");
        }

        text.Append("""
                  // Starts the system anew when it has died; without it the rest of the run is inconclusive then.
                  "restart": "none",
                },
                // What the actions are bound to that are not listed here; {action} names it.
                "otherwise": "none",
              },
            }

            """);
        return text.ToString();
    }

    private string Addresses(Seat seat, int index)
    {
        var sip = FirstSip + (SeatsApart * index);
        var places = Transports.Select(t => $"{Quoted(TestCase.TransportName(t))}: \"127.0.0.1:{sip + (t is TransportKind.Tls ? 1 : 0)}\"");
        return string.Join(", ", OverMsrp.Contains(seat) ? places.Append($"\"msrp\": \"127.0.0.1:{FirstMsrp + (SeatsApart * index)}\"") : places);
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);
}
