using Conformance.Harness.Evidence;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Dsl;

/// <summary>
/// A message of a scenario. The same object builds it when the harness sends it and recognises it when the system under test does.
/// It is data shared by all cases: what a case fills in (ids, URIs, octets) lives in that case's <see cref="CaseFacts"/>.
/// </summary>
public abstract record Template
{
    /// <summary>Short name inside its scenario, such as <c>M1</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How it reads on an arrow, such as <c>im(M1 positive-delivery)</c>.</summary>
    public abstract string Label { get; }

    /// <summary>The message that this one is about; null for one that stands for itself.</summary>
    public virtual Template? Subject => null;

    /// <summary>True when it breaks a rule on purpose; then the harness is not judged for it.</summary>
    public virtual bool Provocation => false;

    /// <summary>The reading under which nobody owes this message, so that its absence is judged as that reading says; null when it is owed wherever it is drawn.</summary>
    /// <param name="seat">The seat of the system under test.</param>
    public virtual (string Reading, string Alternative)? OwedUnless(Seat seat) => null;

    /// <summary>Builds the message and binds what it makes up in the facts of the case.</summary>
    public abstract Outbound Compose(CaseFacts facts, Arrow arrow);

    /// <summary>Says whether a message from the system under test is the one that this template stands for.</summary>
    public abstract Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow);

    /// <summary>What makes a 200 of a harness party the answer to this message, once it is bound; null when the status says it all.</summary>
    public virtual Func<Wire.Sip.SipMessageBuilder, Wire.Sip.SipMessageBuilder>? Taking(CaseFacts facts) => null;

    /// <summary>Binds what is learnt from a message that was recognised.</summary>
    public virtual void Bind(Observed message, CaseFacts facts, Arrow arrow)
    {
    }
}

/// <summary>What a harness party is about to put on the wire, before transactions and transports add their part.</summary>
public sealed record Outbound
{
    /// <summary>SIP method; ignored over MSRP.</summary>
    public string Method { get; init; } = "MESSAGE";

    /// <summary>Content-Type of the body; null for no body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Header fields to add to (or, with the same name, put instead of) those of an ordinary request. A null value removes.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>MSRP Failure-Report; null leaves the header out, which means yes (RFC 4975 7.1.1).</summary>
    public string? FailureReport { get; init; }

    /// <summary>MSRP Success-Report; null leaves the header out, which means no.</summary>
    public string? SuccessReport { get; init; }

    /// <summary>Offsets in the body at which an MSRP message is cut into chunks; empty for one chunk.</summary>
    public IReadOnlyList<int> Cuts { get; init; } = [];

    /// <summary>The MSRP Message-ID; null for a fresh one.</summary>
    public string? MsrpMessageId { get; init; }

    /// <summary>How an MSRP message ends.</summary>
    public Ending Ending { get; init; }

    /// <summary>True to send the chunks last first, which no receiver may mind (RFC 4975 7.3.1).</summary>
    public bool Reversed { get; init; }

    /// <summary>With what a challenge (401, 407) is answered; an answer that proves nothing is itself answered, and that belongs to the flow.</summary>
    public Proof Proof { get; init; } = Proof.Ordinary;

    /// <summary>The body that goes out with a proof which covers another one, as if somebody on the way had changed it; null for the body that is covered.</summary>
    public ReadOnlyMemory<byte>? Altered { get; init; }

    /// <summary>A request sent before whose credentials are sent once more; null for none.</summary>
    public Template? CredentialsOf { get; init; }

    /// <summary>Request-URI to use instead of that of the receiving party.</summary>
    public string? RequestUri { get; init; }

    /// <summary>Credentials of another protection space that go along with the proof, given the realm in which it was asked for; null for none.</summary>
    public Func<string, string?>? BesideProof { get; init; }

    /// <summary>True for SIP header names in their compact form, wherever they have one (RFC 3261 7.3.3).</summary>
    public bool IsCompact { get; init; }

    /// <summary>The octets that go on the wire in place of the finished request, on a connection of their own, for whoever takes them may find no way to the next message; null for the request.</summary>
    public Func<SipMessage, byte[]>? Spoil { get; init; }

    /// <summary>Last change to the finished request, for provocations that no other property expresses.</summary>
    public Func<Wire.Sip.SipMessageBuilder, Wire.Sip.SipMessageBuilder>? Finish { get; init; }
}

/// <summary>How far an MSRP message gets.</summary>
public enum Ending
{
    /// <summary>To its end.</summary>
    Complete,

    /// <summary>It is given up after its first chunk, with a second one flagged <c>#</c> (RFC 4975 7.1.1).</summary>
    GivenUp,

    /// <summary>It stops after its first chunk, and nothing says that nothing more will come.</summary>
    BrokenOff,
}

/// <summary>What a harness party answers a challenge with.</summary>
public enum Proof
{
    /// <summary>The account of the test bed.</summary>
    Ordinary,

    /// <summary>Nothing: the challenge stays unanswered.</summary>
    None,

    /// <summary>The account of the test bed with a wrong password.</summary>
    Wrong,

    /// <summary>An account that exists and is not entitled to the service.</summary>
    NotEntitled,

    /// <summary>The account of the test bed, with a proof that covers the body (qop auth-int of RFC 3261 22.4), where the other side lets it.</summary>
    CoveringBody,
}

/// <summary>How well a message fits a template.</summary>
public enum Fit
{
    /// <summary>It is something else.</summary>
    No,

    /// <summary>It looks like a wrong form of what was awaited; used to explain a missing arrow, never to satisfy one.</summary>
    Near,

    /// <summary>It is the message that was awaited; <see cref="Recognition.Differences"/> says what is wrong with it.</summary>
    Yes,
}

/// <summary>The answer of a template.</summary>
/// <param name="Fit">How well the message fits.</param>
/// <param name="Differences">Where it fits but differs from what was awaited.</param>
public sealed record Recognition(Fit Fit, IReadOnlyList<Difference> Differences)
{
    /// <summary>Something else.</summary>
    public static Recognition No { get; } = new(Fit.No, []);

    /// <summary>A wrong form of it.</summary>
    public static Recognition Near { get; } = new(Fit.Near, []);

    /// <summary>Exactly it.</summary>
    public static Recognition Yes { get; } = new(Fit.Yes, []);

    /// <summary>It, with differences.</summary>
    public static Recognition With(IReadOnlyList<Difference> differences) => new(Fit.Yes, differences);
}

/// <summary>One way in which a recognised message is not as awaited.</summary>
/// <param name="Expected">What was awaited.</param>
/// <param name="Observed">What came.</param>
/// <param name="Bytes">Where in the message; null when the place cannot be told.</param>
/// <param name="Requirement">The requirement to blame; null for those of the step.</param>
public sealed record Difference(string Expected, string Observed, Results.ByteRange? Bytes = null, string? Requirement = null)
{
    /// <summary>What it weighs, where that is not what the requirement weighs.</summary>
    public Ledger.Severity? Weight { get; init; }

    /// <summary>The ambiguity whose decision this rests on; null for none.</summary>
    public string? Reading { get; init; }
}
