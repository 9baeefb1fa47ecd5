using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Smime;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>What the service tells senders about delivery (receipts draft 6.2 and 8.2).</summary>
internal sealed record ListReceiptConduct
{
    /// <summary>Whether the end of one copy is reported: failures are, successes are the recipient's own to report.</summary>
    public Func<Copy, MessageOutcome, bool> Reports { get; init; } = (_, outcome) => outcome.Failed;

    /// <summary>Whether a failure that a recipient reports after it has taken its copy is told to the sender.</summary>
    public bool TellsOfLateFailures { get; init; } = true;

    /// <summary>The receipt about one copy.</summary>
    public Func<StatusReceipt, Copy, SipHost, StatusReceipt> About { get; init; } = (receipt, _, _) => receipt;

    /// <summary>The S/MIME layers of a receipt, given those of the message: the same (receipts draft 8.2).</summary>
    public Func<Protection, Protection> Protection { get; init; } = layers => layers;

    /// <summary>How many members of a hidden list must have reported before the one receipt for all goes out.</summary>
    public Func<int, int> Quorum { get; init; } = members => members;

    /// <summary>Whether the failure of a member is told to a sender who asked for that, without a name; silence is as good.</summary>
    public bool TellsOfFailure { get; init; } = true;

    /// <summary>Whether a sender who wants to know of reading is told of delivery as well; who has read a message has got it.</summary>
    public bool TellsOfDeliveryBesideReading { get; init; } = true;

    /// <summary>How many times that receipt is sent.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>The one receipt, given the URI of the member that reported last.</summary>
    public Func<StatusReceipt, SipUri, StatusReceipt> ForAll { get; init; } = (receipt, _) => receipt;

    /// <summary>The CPIM From of the one receipt, given the list's URI and the member that reported last.</summary>
    public Func<string, SipUri, string> Author { get; init; } = (list, _) => list;

    /// <summary>Each member's receipt, given a chance to be passed on; null: it is not.</summary>
    public Func<StatusReceipt, StatusReceipt?> PassedOn { get; init; } = _ => null;

    /// <summary>What members of a hidden list are asked for: all that the sender asked.</summary>
    public Func<string, string> AskedOfMembers { get; init; } = request => request;
}
