using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>The choreography that most list scenarios share: one list MESSAGE in, one copy to everybody, none twice.</summary>
internal static class ListFlow
{
    // Who accepts what cannot be read and serves nobody has promised something that nobody could keep.
    private const string Unreadable = "A-09";

    /// <summary>Alice sends a message to the list; every recipient gets one copy.</summary>
    internal static IReadOnlyList<Step> FanOut(ListMessage message, params string[] proves) => FanOut(message, message.Everybody, proves);

    /// <summary>Alice sends a message to the list; these people get one copy each.</summary>
    internal static IReadOnlyList<Step> FanOut(ListMessage message, IReadOnlyList<Party> served, params string[] proves) =>
    [
        Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-7.1-01"),
        Alice.Sends(message, to: List),
        List.Answers(202, Alice).Proves(["U5365-7-01", .. proves]),
        Each(served, r => List.Sends(message.Copy(), to: r).Proves(["U5365-1-02", "U5365-3-03", "U5365-7-03", .. proves])),
        .. served.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves(["U5365-1-02", "U5365-3-03", "I3428-6-01", .. proves])),
    ];

    /// <summary>
    /// Alice sends a message that names somebody twice; every recipient gets one copy. To refuse it is against no clause that says what becomes of duplicates, since RFC
    /// 5364 calls them an error.
    /// </summary>
    internal static IReadOnlyList<Step> FanOutOnce(ListMessage message, params string[] proves) =>
    [
        Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-7.1-01"),
        Alice.Sends(message, to: List),
        List.Answers(202, Alice).Proves(["U5365-7-01", .. proves]).Resting("A-13").Noted(),
        Each(message.Everybody, r => List.Sends(message.Copy(), to: r).IfAccepted(message).Proves(["U5365-1-02", "U5365-3-03", "U5365-7-03", .. proves])),
        .. message.Everybody.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves(["U5365-1-02", "U5365-3-03", "I3428-6-01", .. proves])),
    ];

    /// <summary>Alice sends a message to the list; it is refused with one of the codes and reaches nobody.</summary>
    internal static IReadOnlyList<Step> Refused(ListMessage message, Codes with, params string[] proves) => Refused(message, Alice, with, proves);

    /// <summary>Somebody sends a message to the list; it is refused with one of the codes and reaches nobody.</summary>
    internal static IReadOnlyList<Step> Refused(ListMessage message, Party issuer, Codes with, params string[] proves) =>
    [
        issuer.Sends(message, to: List),
        List.Answers(with, issuer).Proves(proves),
        .. message.Everybody.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves(["I3261-8.2-01", .. proves])),
    ];

    /// <summary>The texts let the service refuse the message or serve it; everybody gets one copy if it is served, and nobody anything if it is not.</summary>
    internal static IReadOnlyList<Step> ServedOrRefused(ListMessage message, string reading, params string[] proves) =>
    [
        Alice.Sends(message, to: List),
        OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = reading },
        Each(message.Everybody, r => List.Sends(message.Copy(), to: r).IfAccepted(message).Proves(["U5365-7-03", .. proves]) is var copy && reading == Unreadable ? copy.UndecidedBySilence(reading) : copy),
        .. message.Everybody.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves(["U5365-1-02", .. proves])),
    ];

    /// <summary>One listed URI cannot be served: the service refuses the list, or serves the others and leaves that one out .</summary>
    internal static IReadOnlyList<Step> LeftOut(ListMessage list, Party nobody, IReadOnlyList<Party> others, params string[] proves)
    {
        var message = list with { Unservable = [nobody] };
        return
        [
            Alice.Sends(message, to: List),
            OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-52" },
            Each(others, r => List.Sends(message.Copy(), to: r).IfAccepted(message).Proves("U5365-7-03")),
            Never(List.Sends(message.Copy(), to: nobody)).Proves(proves),
        ];
    }
}
