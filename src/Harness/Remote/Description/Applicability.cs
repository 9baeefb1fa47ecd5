using System.Text.RegularExpressions;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Engine;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Running;
using Conformance.Stack;
using Conformance.Wire.Receipts;

namespace Conformance.Harness.Remote.Description;

/// <summary>
/// Which cases the claims of a system make sense of. What is claimed not to be there is not asked for; what is left open is, since a system that does
/// not say whether it does something may still be found to do it wrong.
/// </summary>
/// <param name="pics">The claims.</param>
public sealed partial class Applicability(SutPics pics)
{
    private readonly Dictionary<string, bool?> _known = new(StringComparer.Ordinal);

    /// <summary>True when the case is about a seat and a transport that are claimed, and asks for nothing that is claimed not to be there.</summary>
    public bool Covers(TestCase @case)
    {
        if (!pics.Seats.Contains(@case.Assignment.Seat) || !pics.Transports.Contains(@case.Transport))
        {
            return false;
        }

        var sut = @case.Assignment.Party;
        var clauses = @case.Variant.Steps.SelectMany(RequirementMatrix.RequirementsOf).ToArray();
        return !AllVoid(clauses) && !Demands(@case.Variant.Steps).Any(step => IsBeyond(step, sut));
    }

    /// <summary>Whether a condition of the ledger holds, such as <c>P-EP-SIP and (P-REQ-POS or P-REQ-NEG)</c>; null when the claims leave it open.</summary>
    public bool? Holds(string? condition)
    {
        if (condition is null)
        {
            return true;
        }

        if (!_known.TryGetValue(condition, out var answer))
        {
            var words = new Queue<string>(Words().Matches(condition).Select(m => m.Value));
            _known[condition] = answer = Either(words);
        }

        return answer;
    }

    /// <summary>What has to happen: not what must never happen, nor what may.</summary>
    private static IEnumerable<Step> Demands(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        AnyOrder group => Demands(group.Steps),
        Never or Optional or OneOf => [],
        _ => Enumerable.Repeat(step, 1),
    });

    /// <summary>True when the system would have to do what it claims not to do.</summary>
    private bool IsBeyond(Step step, Party sut) => step switch
    {
        Arrow { Message: Receipt receipt } arrow when arrow.From == sut && receipt.Classes.All(c => KindOf(c) is { } kind && !pics.Receipts.Contains(kind)) => true,
        Arrow arrow => arrow.From == sut && AllVoid(arrow.Requirements),
        Answer answer => answer.From == sut && AllVoid(answer.Requirements),
        Sight sight => sight.Who == sut && AllVoid(sight.Requirements),
        Dsl.Control control => control.Who == sut && AsksForMore(control),
        _ => false,
    };

    private bool AsksForMore(Dsl.Control control) => Holds(ControlAction.Named(control.Action)?.Claim) is false || control.Values.Any(v =>
        v is { Name: "receipts", Value: string kinds } && kinds.Split(',', StringSplitOptions.RemoveEmptyEntries).Any(k => SutPics.ReceiptKinds.Contains(k) && !pics.Receipts.Contains(k)));

    private bool AllVoid(IReadOnlyCollection<string> clauses) =>
        clauses.Count > 0 && clauses.All(id => Requirements.TryGet(id, out var row) && Holds(row.Condition) is false);

    private static string? KindOf(ReceiptClass receipt) => receipt switch
    {
        ReceiptClass.Positive => Im.Positive,
        ReceiptClass.Negative => Im.Negative,
        ReceiptClass.Read or ReceiptClass.ReadUnknown => Im.Read,
        _ => null,
    };

    private bool? Either(Queue<string> words)
    {
        var answer = Both(words);
        while (words.TryPeek(out var word) && word is "or" or ";")
        {
            words.Dequeue();
            var other = Both(words);
            answer = answer is true || other is true ? true : answer is false && other is false ? false : null;
        }

        return answer;
    }

    private bool? Both(Queue<string> words)
    {
        var answer = One(words);
        while (words.TryPeek(out var word) && word is "and" or ",")
        {
            words.Dequeue();
            var other = One(words);
            answer = answer is false || other is false ? false : answer is true && other is true ? true : null;
        }

        return answer;
    }

    private bool? One(Queue<string> words)
    {
        if (!words.TryDequeue(out var word))
        {
            return null;
        }

        if (word != "(")
        {
            return Item(word);
        }

        var answer = Either(words);
        words.TryDequeue(out _);
        return answer;
    }

    private bool? Item(string word)
    {
        var (name, value) = word.Split('=') is [var left, var right] ? (left, right) : (word, null);
        if (pics.Items.TryGetValue(name, out var claimed))
        {
            return value is null || claimed == "false" ? pics.Claims(name) : claimed == value;
        }

        return name switch
        {
            "P-GEN-POS" or "P-REQ-POS" => pics.Receipts.Contains(Im.Positive),
            "P-GEN-NEG" or "P-REQ-NEG" => pics.Receipts.Contains(Im.Negative),
            "P-GEN-READ" or "P-REQ-READ" => pics.Receipts.Contains(Im.Read),
            "P-GEN-ANY" or "P-REQ-ANY" => pics.Receipts.Count > 0,
            "PICS-UDP" => pics.Transports.Contains(TransportKind.Udp),
            "PICS-TCP" => pics.Transports.Contains(TransportKind.Tcp),
            "PICS-TLS" or "P-TLS" => pics.Transports.Contains(TransportKind.Tls),
            _ => null,
        };
    }

    [GeneratedRegex(@"[(),;]|[A-Za-z][A-Za-z0-9-]*(=[A-Za-z0-9-]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
