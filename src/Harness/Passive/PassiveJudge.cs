using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Stack.Msrp.Machines;
using Conformance.Wire;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Passive;

/// <summary>Whom a capture is judged for.</summary>
/// <param name="Sut">Address, or address and port, of the system to judge; null judges everybody who sent something.</param>
/// <param name="Seat">The seat that it has: the rules of that seat are applied too. Null applies the rules that bind every seat.</param>
public sealed record PassiveScope(string? Sut, Seat? Seat)
{
    /// <summary>The readings of ambiguous passages that verdicts rest on.</summary>
    public ChosenReadings Readings { get; init; } = ChosenReadings.Default;

    /// <summary>What tells the readings that somebody follows.</summary>
    public IReadOnlyList<Witness> Witnesses { get; init; } = [];
}

/// <summary>
/// Judges captured traffic by the message rules: what each party sent, against what it had sent and received before. Nobody provoked anything and
/// nobody waited, so nothing is said about what did not come.
/// </summary>
public static class PassiveJudge
{
    // What a capture cannot show is not held against anybody: the size that the path bears is known to those who run it.
    private static readonly Pixit Unknown = new() { PathIsSafe = true, PathMtu = 65_535 };

    /// <summary>One result for each party that sent something and is in the scope, in order of their names.</summary>
    public static IReadOnlyList<CaseResult> Judge(CapturedTraffic traffic, IReadOnlyList<IRule> rules, PassiveScope scope, string file)
    {
        var places = new Places(traffic.Messages);
        var ofParties = new SortedDictionary<string, List<Heard>>(StringComparer.Ordinal);
        foreach (var message in traffic.Messages.OrderBy(m => m.At))
        {
            var heard = new Heard(places.NameOf(message.From), places.NameOf(message.To), message);
            Of(heard.From).Add(heard);
            if (heard.To != heard.From)
            {
                Of(heard.To).Add(heard);
            }
        }

        IRule[] binding = [.. rules.Where(r => scope.Seat is not null || r is not Rule { Seats: not null })];
        CaseResult[] judged =
        [
            .. ofParties.Where(p => (scope.Sut is null || Places.IsAt(p.Key, scope.Sut)) && p.Value.Any(m => m.From == p.Key)).Select(p => Judge(p.Key, p.Value, binding, scope, file)),
        ];

        // Whoever only answers, or sends what no rule speaks of, is no news beside those who were judged.
        return judged.Any(r => r.Exercised.Count > 0) ? [.. judged.Where(r => r.Exercised.Count > 0 || r.Findings.Count > 0)] : judged;

        List<Heard> Of(string party)
        {
            if (!ofParties.TryGetValue(party, out var heard))
            {
                ofParties[party] = heard = [];
            }

            return heard;
        }
    }

    /// <summary>The names of all who sent something.</summary>
    public static IReadOnlyList<string> Senders(CapturedTraffic traffic)
    {
        var places = new Places(traffic.Messages);
        return [.. traffic.Messages.Select(m => places.NameOf(m.From)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static CaseResult Judge(string name, List<Heard> messages, IReadOnlyList<IRule> rules, PassiveScope scope, string file)
    {
        var seat = scope.Seat;
        var trace = new Trace { Seat = seat, Pixit = Unknown with { Readings = scope.Readings } };
        var view = new PassiveView(trace, name);
        foreach (var (from, to, message) in messages)
        {
            view.Take(from, to, message, messages[0].Message.At);
        }

        var exercised = new List<string>();
        var findings = RuleJudge.Judge(trace, rules, exercised).OrderBy(f => f.Kind is not FindingKind.Harness).ThenBy(f => f.Severity).ToArray();
        var told = Abridgement.Of([.. trace.Messages], findings.Select(f => f.Entry).OfType<int>().ToHashSet());
        var places = told.Select((happening, index) => (happening, index)).Where(h => h.happening is Observed).ToDictionary(h => ((Observed)h.happening).Index, h => h.index);
        var verdict = CaseVerdict.Of(findings, isInconclusive: exercised.Count == 0);
        return new CaseResult
        {
            Id = $"lint/{name}",
            Scenario = "lint",
            Suite = "lint",
            Title = $"What {name} sent",
            Story = $"The messages of {name} in {file}, judged by the message rules against what it had sent and received before. A capture shows what was said; "
                + "whether something should have been said and was not, it cannot show.",
            Seat = seat?.Name ?? "any seat",
            Transport = string.Join(", ", trace.FromSut.Select(m => m.Transport.ToString().ToLowerInvariant()).Distinct()),
            Variant = "",
            Verdict = verdict,
            Warned = verdict is Verdict.Pass && findings.Any(f => f.Severity is Severity.Warning),
            Reason = verdict is Verdict.Inconclusive ? "no rule speaks of any of its messages" : null,
            Duration = trace.Messages[^1].At,
            Parties = [name, .. messages.SelectMany(m => new[] { m.From, m.To }).Distinct().Where(p => p != name)],
            SutParty = name,
            Findings = [.. findings.Select(f => f with { Entry = f.Entry is { } entry ? places[entry] : null })],
            Timeline = [.. told.Select(Entry)],
            Exercised = [.. exercised.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Readings = [.. Witnesses.Seen(trace, scope.Witnesses)],
            Command = $"conformance lint {file} --sut {name}{(seat is null ? "" : $" --seat {seat}")}",
        };
    }

    // Nobody provokes anything in a capture: the mark keeps the rules off what others sent, and is no part of the story.
    private static TimelineEntry Entry(object happening, int index) =>
        happening is Observed message ? WireEntries.Of(message, index) with { Provocation = false } : (TimelineEntry)happening with { Index = index };

    /// <summary>A message with the names of its parties.</summary>
    private readonly record struct Heard(string From, string To, CapturedMessage Message);

    /// <summary>The capture as one party saw it.</summary>
    private sealed class PassiveView(Trace trace, string name)
    {
        private readonly Dictionary<string, Party> _parties = new(StringComparer.Ordinal);
        private readonly Dictionary<(string From, string To, string Transaction), Observed> _requests = [];
        // More than any party leaves unfinished at a time.
        private const int OpenMessages = 256;

        private readonly Dictionary<Observed, List<ReadOnlyMemory<byte>>> _finals = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<(string From, string To), MsrpReassembly> _assemblies = [];

        internal void Take(string from, string to, CapturedMessage message, DateTimeOffset start)
        {
            var isRequest = message.Sip?.IsRequest ?? message.Msrp?.IsRequest ?? false;
            var transaction = message.Sip is { } sip ? $"{sip.TopVia?.Branch} {sip.CSeq?.Method}" : message.Msrp?.TransactionId ?? "";
            var request = isRequest ? _requests.GetValueOrDefault((from, to, transaction)) : _requests.GetValueOrDefault((to, from, transaction));
            var isSut = from == name;
            var observed = new Observed
            {
                Index = trace.Messages.Count,
                At = message.At - start,
                From = PartyOf(from),
                To = PartyOf(to),
                FromSut = isSut,
                Transport = message.Transport,
                Bytes = message.Bytes,
                Sip = message.Sip,
                Msrp = message.Msrp,
                Malformed = message.Malformed,
                Request = isRequest ? null : request,
                Retransmission = isRequest ? request?.Sip is { } first && IsSame(first, message.Sip) : IsRepeated(request, message),

                // What others sent is evidence and is judged in its turn; here the rules pass it over.
                Provocation = !isSut,
                Mark = message.Malformed is null ? ArrowMark.Expected : ArrowMark.Unexpected,
            };
            trace.Add(observed);
            if (isRequest)
            {
                _requests.TryAdd((from, to, transaction), observed);
            }

            if (message.Msrp is { Method: "SEND", MessageId: not null } chunk)
            {
                Assemble((from, to), chunk, observed);
            }
        }

        private static bool IsSame(SipMessage first, SipMessage? again) => again is not null && first.RequestUriText == again.RequestUriText && first.CallId == again.CallId;

        /// <summary>A final response with the octets of an earlier one to the same request.</summary>
        private bool IsRepeated(Observed? request, CapturedMessage message)
        {
            if (request is null || message.Sip is not { StatusCode: >= 200 })
            {
                return false;
            }

            if (!_finals.TryGetValue(request, out var finals))
            {
                _finals[request] = finals = [];
            }

            if (finals.Any(f => f.Span.SequenceEqual(message.Bytes.Span)))
            {
                return true;
            }

            finals.Add(message.Bytes);
            return false;
        }

        private Party PartyOf(string place)
        {
            if (!_parties.TryGetValue(place, out var party))
            {
                _parties[place] = party = new Party(place);
            }

            return party;
        }

        private void Assemble((string From, string To) way, MsrpMessage chunk, Observed observed)
        {
            if (!_assemblies.TryGetValue(way, out var assembly))
            {
                _assemblies[way] = assembly = new MsrpReassembly(WireLimits.Default, OpenMessages);
            }

            if (assembly.Take(chunk, out var whole) is MsrpAssembly.Complete)
            {
                observed.Assembled = whole?.Body;
            }
        }
    }
}
