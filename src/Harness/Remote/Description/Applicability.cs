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
    public bool Covers(TestCase @case) => IsOfItsKind(@case) && Denied(@case) is null;

    /// <summary>What is claimed not to be there, and would have to be for the case to be asked; null where nothing is. Seats and transports apart.</summary>
    public string? Denied(TestCase @case)
    {
        var (seat, sut) = (@case.Assignment.Seat, @case.Assignment.Party);
        return Voiding([.. @case.Variant.Steps.SelectMany(RequirementMatrix.RequirementsOf)])
            ?? Demands(@case.Variant.Steps).Select(step => Beyond(step, sut) ?? Protection(step, seat, sut)).FirstOrDefault(why => why is not null);
    }

    /// <summary>True when the case is about a seat and a transport that are claimed, and about no other transport that is not.</summary>
    public bool IsOfItsKind(TestCase @case) =>
        pics.Seats.Contains(@case.Assignment.Seat) && @case.Scenario.BesideTransports.Concat(@case.Variant.BesideTransports).Prepend(@case.Transport).All(pics.Transports.Contains);

    /// <summary>The requirements that do not bind, since their conditions are denied.</summary>
    public IEnumerable<Requirement> Void() => Requirements.All.Where(r => Holds(r.Condition) is false);

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

    /// <summary>What the system would have to do for a step, and claims not to do; null for nothing.</summary>
    private string? Beyond(Step step, Party sut) => step switch
    {
        Arrow { Message: Receipt receipt } arrow when arrow.From == sut && receipt.Classes.All(c => KindOf(c) is { } kind && !pics.Receipts.Contains(kind)) =>
            $"pics.receipts has no {KindOf(receipt.Classes[0])}",
        Arrow arrow => arrow.From == sut ? Voiding(arrow.Requirements) : null,
        Answer answer when answer.From == sut => Voiding(answer.Requirements),
        Answer { Codes.First: 401 or 407, NeedsNoProof: false } answer when answer.To == sut => Denying("P-AUTH"),
        Sight sight => sight.Who == sut ? Voiding(sight.Requirements) : null,
        Dsl.Control control => control.Who == sut ? AsksForMore(control) : null,
        _ => null,
    };

    private string? AsksForMore(Dsl.Control control) =>
        Denying(ControlAction.Named(control.Action)?.Claim)
        ?? (control.Action == "blind-mode" ? Denying($"PICS-BCC-MODE={Said(control, "mode")}") : null)
        ?? (control.Action == "define-list" && control.Values.FirstOrDefault(v => v.Name == "receipts").Value is "anchor" or "reject"
            ? Denying($"P-LIST-PRIVATE={Said(control, "receipts")}") ?? Denying($"PICS-RCPT={Said(control, "receipts")}") : null)
        ?? control.Values.Where(v => v is { Name: "receipts", Value: string }).SelectMany(v => ((string)v.Value).Split(',', StringSplitOptions.RemoveEmptyEntries))
            .Where(k => SutPics.ReceiptKinds.Contains(k) && !pics.Receipts.Contains(k)).Select(k => $"pics.receipts has no {k}").FirstOrDefault();

    private static object Said(Dsl.Control control, string value) => control.Values.FirstOrDefault(v => v.Name == value).Value;

    /// <summary>S/MIME that the system would have to understand, or to make.</summary>
    private string? Protection(Step step, Seat seat, Party sut)
    {
        if (step is not Arrow arrow || (arrow.From != sut && arrow.Receiver != sut))
        {
            return null;
        }

        var (layers, forService) = arrow.Message switch
        {
            Im im => (im.Protection, false),
            ListMessage list => (list.Protection, list.Sealed is not Sealing.Nothing),
            _ => (Stack.Smime.Protection.None, false),
        };
        var signed = layers.HasFlag(Stack.Smime.Protection.Signed);
        var encrypted = layers.HasFlag(Stack.Smime.Protection.Encrypted);
        return seat == Seat.ImRecipient ? (signed ? Denying("P-SMIME-SIGN") : null) ?? (encrypted ? Denying("P-SMIME-ENC") : null)
            : seat == Seat.ListRecipient ? (signed ? Denying("PICS-SIGNED") : null) ?? (encrypted ? Denying("PICS-SMIME-EP") : null)
            : seat == Seat.ListClient ? (signed ? Denying("PICS-SIGNED") : null) ?? (encrypted ? Denying("PICS-SMIME-UAC") : null)
            : seat == Seat.ListService && forService ? Denying("PICS-SMIME")
            : null;
    }

    /// <summary>Why none of some clauses binds; null when one does, or may, and where there are none.</summary>
    private string? Voiding(IReadOnlyCollection<string> clauses) =>
        clauses.Count > 0 && clauses.All(id => Requirements.TryGet(id, out var row) && Holds(row.Condition) is false)
            ? Denying(Requirements.Get(clauses.First()).Condition)
            : null;

    /// <summary>What denies a condition; null where nothing does.</summary>
    private string? Denying(string? condition) => condition is null || Holds(condition) is not false
        ? null
        : string.Join(" and ", Words().Matches(condition).Select(m => m.Value).Where(w => w is not ("and" or "or") && w.Contains('-', StringComparison.Ordinal) && Item(w) is false).Distinct().Select(Source));

    /// <summary>Where the SUT file denies an item.</summary>
    private string Source(string word)
    {
        var name = word.Split('=')[0];
        return pics.Items.TryGetValue(name, out var said) ? $"pics.items says {name}: {said}"
            : name is "P-GEN-POS" or "P-REQ-POS" ? $"pics.receipts has no {Im.Positive}"
            : name is "P-GEN-NEG" or "P-REQ-NEG" ? $"pics.receipts has no {Im.Negative}"
            : name is "P-GEN-READ" or "P-REQ-READ" ? $"pics.receipts has no {Im.Read}"
            : $"{PicsItems.Named(name)?.SaidBy ?? "pics.items"} denies {name}";
    }

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
            "PICS-AUTH-DIGEST" when pics.Items.TryGetValue("PICS-AUTH", out var way) => way is "digest" or "true",
            "PICS-UDP" => pics.Transports.Contains(TransportKind.Udp),
            "PICS-TCP" => pics.Transports.Contains(TransportKind.Tcp),
            "PICS-TLS" or "P-TLS" => pics.Transports.Contains(TransportKind.Tls),
            _ => null,
        };
    }

    [GeneratedRegex(@"[(),;]|[A-Za-z][A-Za-z0-9-]*(=[A-Za-z0-9-]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
