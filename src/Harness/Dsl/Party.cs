using Conformance.Stack;

namespace Conformance.Harness.Dsl;

/// <summary>One of the actors of a scenario. Its methods are the lines of the choreography: sender first, then what it does.</summary>
/// <param name="Name">The name in ladders; its lower-case form begins the user part of its URIs.</param>
public sealed record Party(string Name)
{
    /// <summary>The crowd it is one of; a crowd has one column in ladders, and arrows say whom of it they concern. Null for a party of its own.</summary>
    public string? Crowd { get; init; }

    /// <summary>Where requests to it end; a party of the harness that takes them unless said otherwise.</summary>
    public Whereabouts Whereabouts { get; init; }

    /// <summary>The same party with an address at which nobody listens.</summary>
    public Party AtClosedPort() => this with { Whereabouts = Whereabouts.ClosedPort };

    /// <summary>The same party with a host name that does not exist (RFC 2606).</summary>
    public Party AtUnknownHost() => this with { Whereabouts = Whereabouts.UnknownHost };

    /// <summary>The same party where nothing can be carried through: a TCP connection breaks with the first octets on it, and TLS gets no further than its first message.</summary>
    public Party WhereConnectionsBreak() => this with { Whereabouts = Whereabouts.BreakingConnections };

    /// <summary>The transport by which it is to be reached; null for that of the case.</summary>
    public TransportKind? Transport { get; init; }

    /// <summary>The same party, to be reached by another transport than that of the case.</summary>
    public Party ReachedOver(TransportKind transport) => this with { Transport = transport };

    /// <summary>True for somebody who answers at an address by TLS with a certificate that is not for it.</summary>
    public bool HasWrongCertificate { get; init; }

    /// <summary>Puts the system under test in this party's place.</summary>
    public SeatAssignment As(Seat seat) => new(seat, this);

    /// <summary>A request leaves this party.</summary>
    /// <param name="message">What is sent; builds it when the harness plays this party, recognises it when the system under test does.</param>
    /// <param name="to">The party that the request is for: it names the Request-URI.</param>
    /// <param name="via">The party that receives it first, where that is another one.</param>
    public Arrow Sends(Template message, Party to, Party? via = null) => new(this, to, message) { Via = via };

    /// <summary>This party passes a request on to the next party with its body untouched.</summary>
    public Arrow Forwards(Template message, Party to) => new(this, to, message) { Passing = true };

    /// <summary>The first chunk of an MSRP message leaves this party, which interrupts itself then. Harness parties alone are drawn to do this.</summary>
    public Arrow Begins(Template message, Party to, Party? via = null) => Sends(message, to, via) with { Portion = Portion.FirstChunk };

    /// <summary>What is left of an MSRP message that this party has begun.</summary>
    public Arrow Concludes(Template message, Party to, Party? via = null) => Sends(message, to, via) with { Portion = Portion.Rest };

    /// <summary>The same request leaves this party once more, octet for octet (as a retransmission over UDP).</summary>
    public Arrow Repeats(Template message, Party to) => new(this, to, message) { Repetition = true };

    /// <summary>The same request comes once more in a transaction of its own, as if a proxy had forked it.</summary>
    public Arrow SendsByAnotherPath(Template message, Party to) => new(this, to, message) { AnotherPath = true };

    /// <summary>This party answers the last request that came to it from the other party.</summary>
    /// <param name="codes">What it answers.</param>
    /// <param name="to">The party whose request is answered.</param>
    public Answer Answers(Codes codes, Party to) => new(this, to, codes);

    /// <summary>This party answers one particular request.</summary>
    public Answer Answers(Codes codes, Party to, Template of) => new(this, to, codes) { Of = of };

    /// <summary>This party says that the last request that came to it from the other party is still under way. What becomes of it may be drawn after that.</summary>
    public Answer IsTrying(Party to) => new(this, to, Codes.Trying);

    /// <summary>This party answers the last request that came to it from the other party by 302: a third party is to be asked.</summary>
    public Answer Redirects(Party from, Party to) => new(this, from, 302) { Contact = to };

    /// <summary>This party lets the last request that came to it from the other party time out.</summary>
    public Answer Ignores(Party from) => new(this, from, Codes.None);

    /// <summary>The user of this party, or whoever drives it, makes it act.</summary>
    /// <param name="action">Name of the control action.</param>
    /// <param name="values">Its values; templates and parties stand for what they are bound to in the case.</param>
    public Control Does(string action, params (string Name, object Value)[] values) => new(this, action, values);

    /// <summary>The user of this party is shown something.</summary>
    /// <param name="sight">Name of the user event.</param>
    /// <param name="values">Values that the event must have; others are free.</param>
    public Sight Sees(string sight, params (string Name, object Value)[] values) => new(this, sight, values);

    /// <summary>This party sets up an MSRP session with another one and connects.</summary>
    public SessionSetup OpensSessionWith(Party other) => new(this, other);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What becomes of requests to a party that the harness plays.</summary>
public enum Whereabouts
{
    /// <summary>They come to the harness.</summary>
    Here,

    /// <summary>Nobody listens at its port.</summary>
    ClosedPort,

    /// <summary>Its host has no address.</summary>
    UnknownHost,

    /// <summary>The port speaks TLS to those who come by TCP, and TCP to those who come by TLS.</summary>
    BreakingConnections,
}
