using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A message to a list whose members its sender must not learn, and the copies of it (receipts draft 8.2).</summary>
internal sealed class HiddenList(Im im, IReadOnlyList<Party> members)
{
    /// <summary>The clauses that want one receipt, no more and no less.</summary>
    public static readonly string[] One = ["RCPT-8.2-02", "RX-8.2-01"];

    /// <summary>The clauses that want all members to have reported.</summary>
    public static readonly string[] All = ["RCPT-8.2-04", "RX-8.2-02"];

    /// <summary>Three people who know nothing of each other.</summary>
    public static readonly Party[] Three = [Bill, Joe, Carol];

    private readonly Dictionary<Party, MemberCopy> _copies = members.ToDictionary(m => m, m => new MemberCopy(im, m) { IsHidden = true });

    /// <summary>What a member gets.</summary>
    public MemberCopy this[Party member] => _copies[member];

    /// <summary>The service keeps the list and is sent a message that it takes, and has the members report to it, or refuses.</summary>
    public IEnumerable<Step> TakenOrRefused() =>
    [
        List.KeepsHiddenList(members, "anchor"),
        Alice.Sends(im, to: List),
        OneOf(List.Answers(Codes.Success, Alice).Under("anchor").Proves("RCPT-8.2-02"), List.Answers(Codes.Refusal, Alice).Under("reject").Proves("RCPT-8.2-05")) with { Reading = "AMB-48" },
    ];

    /// <summary>The copy of one member.</summary>
    public Arrow Copy(Party member) => List.Sends(_copies[member], to: member).IfAccepted(im).Proves("RX-8.2-03");

    /// <summary>The copies of all members.</summary>
    public AnyOrder Copies() => Each(members, Copy);

    /// <summary>A member reports to whom it got the message from.</summary>
    public Arrow Reports(Party member, Func<Template, Receipt> kind) => member.Sends(kind(_copies[member]).For(member), to: List).IfAccepted(im);

    /// <summary>All members report but the last, the first of them twice; then the last one does, and Alice hears of it.</summary>
    /// <param name="kind">What they report.</param>
    /// <param name="isImplied">Another receipt will say it too, so that this one may be left out (AMB-49).</param>
    public IEnumerable<Step> AllReport(Func<Template, Receipt> kind, bool isImplied = false)
    {
        var last = Reports(members[^1], kind);
        var told = List.Sends(kind(im).WithoutRecipient(), to: Alice).IfAccepted(im).Proves(One);
        return
        [
            Never(List.Sends(Said(kind), to: Alice)).Before(last).Proves([.. All, .. One]),
            .. members.Take(members.Count - 1).Select(m => Reports(m, kind)),
            .. members.Take(members.Count - 1).Take(1).Select(m => Reports(m, kind)),
            .. isImplied ? [Perhaps(told), last] : (Step[])[last, told],
        ];
    }

    private Receipt Said(Func<Template, Receipt> kind) => kind(im).Classes.Contains(Wire.Receipts.ReceiptClass.Read) ? Receipt.AnyRead(im) : Receipt.AnyDelivery(im);
}
