using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A room whose members a visitor must not learn, a message that she sends to it, and what each member gets (receipts draft 8.2).</summary>
internal sealed class HiddenRoom(Im im)
{
    /// <summary>Three people of whom the visitor knows nothing.</summary>
    public static readonly Party[] Members = [Bill, Joe, Carol];

    private readonly Dictionary<Party, MemberCopy> _copies = Members.ToDictionary(m => m, m => new MemberCopy(im, m) { IsHidden = true });

    /// <summary>What a member gets.</summary>
    public MemberCopy this[Party member] => _copies[member];

    /// <summary>The switch keeps the room, and everybody comes in.</summary>
    /// <param name="receipts">anchor or reject.</param>
    public static IEnumerable<Step> Opened(string receipts) =>
        [Switch.KeepsHiddenList(Members, receipts), Alice.OpensSessionWith(Switch), .. Members.Select(m => m.OpensSessionWith(Switch))];

    /// <summary>The room has the members report to it, or refuses.</summary>
    public IEnumerable<Step> TakenOrRefused() =>
    [
        .. Opened("anchor"),
        Alice.Sends(im, to: Switch),
        OneOf(Switch.Answers(200, Alice).Under("anchor").Proves("RCPT-8.2-02"), Switch.Answers(Codes.Refusal, Alice).Under("reject").Proves("RCPT-8.2-05")) with { Reading = "AMB-48" },
        Each(Members, m => Switch.Sends(_copies[m], to: m).IfAccepted(im).Proves("RCPT-8.2-02")),
    ];

    /// <summary>A member reports to whom it got the message from.</summary>
    public Arrow Reports(Party member, Func<Template, Receipt> kind) => member.Sends(kind(_copies[member]).For(member), to: Switch).IfAccepted(im);
}
