using Conformance.Harness.Ledger;

namespace Conformance.Harness.Dsl;

/// <summary>One line of a choreography. A closed set of kinds; scenarios are lists of them and hold no code.</summary>
public abstract record Step
{
    private protected Step()
    {
    }

    /// <summary>Ids of the requirements that this line shows to be kept when the party that acts in it is the system under test.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>What it weighs when this line goes wrong, where that is not what the requirements themselves weigh.</summary>
    public Severity? Weight { get; init; }

    /// <summary>The ambiguity whose decision this line rests on, or whose readings the alternatives of a choice are; null for none.</summary>
    public string? Reading { get; init; }

    /// <summary>The alternative reading under which this line may go wrong; null for none.</summary>
    public string? Alternative { get; init; }

    /// <summary>When this line goes wrong nothing is decided: the case goes on, and is inconclusive unless it fails for something else.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>When nothing comes at all nothing is decided; what comes instead is judged.</summary>
    public bool IsSilenceUndecided { get; init; }

    /// <summary>One line of text for ladders and findings.</summary>
    public abstract string Label { get; }
}

/// <summary>Adds to steps without changing their type.</summary>
public static class StepClauses
{
    /// <summary>Names the requirements that are blamed when this step goes wrong and counted as exercised when it goes well; the first weighs most.</summary>
    public static T Proves<T>(this T step, params string[] requirements)
        where T : Step => (T)(step with { Requirements = [.. step.Requirements, .. requirements] });

    /// <summary>A line that goes wrong is a warning only, because an ambiguity of the texts lets it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="reading">The ambiguity.</param>
    public static T Advisory<T>(this T step, string reading)
        where T : Step => (T)(step with { Weight = Severity.Warning, Reading = reading });

    /// <summary>A line that goes wrong decides nothing, because an ambiguity of the texts leaves open what it means: what must never happen is looked for all the same.</summary>
    /// <param name="step">The step.</param>
    /// <param name="reading">The ambiguity.</param>
    public static T Undecided<T>(this T step, string reading)
        where T : Step => (T)(step with { IsUndecided = true, Weight = Severity.Finding, Reading = reading });

    /// <summary>Where nothing comes at all, nothing is decided; what comes instead is judged.</summary>
    /// <param name="step">The step.</param>
    /// <param name="reading">The ambiguity.</param>
    public static T UndecidedBySilence<T>(this T step, string reading)
        where T : Step => (T)(step with { IsSilenceUndecided = true, Reading = reading });

    /// <summary>One of several lines, which is accepted and noted.</summary>
    public static T Noted<T>(this T step)
        where T : Step => (T)(step with { Weight = Severity.Finding });

    /// <summary>One of several lines, which is accepted under one alternative of the reading alone, where the tester has chosen one.</summary>
    /// <param name="step">The step.</param>
    /// <param name="alternative">The alternative.</param>
    public static T Under<T>(this T step, string alternative)
        where T : Step => (T)(step with { Alternative = alternative });

    /// <summary>The line rests on the decision on an ambiguity.</summary>
    /// <param name="step">The step.</param>
    /// <param name="reading">The ambiguity.</param>
    /// <param name="alternative">The alternative reading under which it may go wrong; null for none.</param>
    public static T Resting<T>(this T step, string reading, string? alternative = null)
        where T : Step => (T)(step with { Reading = reading, Alternative = alternative });
}

/// <summary>A request that one party sends to another. Sent when the harness plays the sender, awaited and judged when the system under test does.</summary>
public sealed record Arrow(Party From, Party To, Template Message) : Step
{
    /// <summary>The party that gets the request first; null when that is <see cref="To"/>.</summary>
    public Party? Via { get; init; }

    /// <summary>True when the body must be the octets that this party was given.</summary>
    public bool Passing { get; init; }

    /// <summary>True for the same octets once more.</summary>
    public bool Repetition { get; init; }

    /// <summary>How much of an MSRP message goes out at this line.</summary>
    public Portion Portion { get; init; }

    /// <summary>True for the same request in another transaction, as a forking proxy upstream makes it.</summary>
    public bool AnotherPath { get; init; }

    /// <summary>Multiples of 64*T1 that the arrow may take longer than usual: for reactions to a transaction that times out.</summary>
    public int TransactionTimeouts { get; init; }

    /// <summary>What a harness party answers at once when the arrow reaches it; null for 200, or for an answer drawn on a line of its own.</summary>
    public Codes? Answered { get; init; }

    /// <summary>The receiver answers at once with this code, or lets the request time out (<see cref="Codes.None"/>).</summary>
    public Arrow AnsweredBy(Codes codes) => this with { Answered = codes };

    /// <summary>A request that the arrow presupposes: when its receiver refuses that one, the arrow is not due.</summary>
    public Template? Presupposes { get; init; }

    /// <summary>The arrow may come later by one transaction timeout, 64*T1 (RFC 3261 17.1.2.2, timer F).</summary>
    public Arrow AfterTransactionTimeout() => this with { TransactionTimeouts = 1 };

    /// <summary>The arrow is due only when the given request was not refused.</summary>
    public Arrow IfAccepted(Template request) => this with { Presupposes = request };

    /// <summary>A request whose refusal rules the arrow out; where it was accepted the arrow may come. For lines that must never be.</summary>
    public Template? RuledOutByRefusalOf { get; init; }

    /// <summary>In <see cref="Never"/>: the arrow must not come after a refusal of that request.</summary>
    public Arrow IfRefused(Template request) => this with { RuledOutByRefusalOf = request };

    /// <summary>The party at the other end of the wire.</summary>
    public Party Receiver => Via ?? To;

    /// <inheritdoc/>
    public override string Label => Repetition ? $"{Message.Label} again"
        : AnotherPath ? $"{Message.Label} by another path"
        : Portion switch { Portion.FirstChunk => $"{Message.Label}, first chunk", Portion.Rest => $"{Message.Label}, the rest", _ => Message.Label };
}

/// <summary>How much of an MSRP message a line sends, where something else comes between its chunks (RFC 4975 5.1).</summary>
public enum Portion
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>The first chunk; a later line sends the rest.</summary>
    FirstChunk,

    /// <summary>What an earlier line has left.</summary>
    Rest,
}

/// <summary>A final response to a request drawn earlier.</summary>
public sealed record Answer(Party From, Party To, Codes Codes) : Step
{
    /// <summary>The party that a redirection names; null for none.</summary>
    public Party? Contact { get; init; }

    /// <summary>True for an answer that a harness party gives as soon as the request is there, wherever it is drawn: whoever sends one thing after the other must not be kept waiting.</summary>
    public bool IsAtOnce { get; init; }

    /// <summary>A harness party answers as soon as the request is there, with 200.</summary>
    public Answer AtOnce() => this with { IsAtOnce = true };

    /// <summary>True for a challenge that need not be met: it is made all the same where no account is known with which it could be.</summary>
    public bool NeedsNoProof { get; init; }

    /// <summary>A challenge that may be met or may end the matter, and needs no account of the run.</summary>
    public Answer ForWhoeverCan() => this with { NeedsNoProof = true };

    /// <summary>True for a challenge that says that an earlier proof was good and its nonce too old (stale of RFC 3261 22.4).</summary>
    public bool IsStale { get; init; }

    /// <summary>The challenge says that the nonce is too old, and not that the proof was wrong.</summary>
    public Answer ForStaleNonce() => this with { IsStale = true };

    /// <summary>Seconds that a harness party puts into Retry-After (RFC 3261 20.33); null for no such header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The request that is answered; null for the last one from <see cref="To"/> to <see cref="From"/>.</summary>
    public Template? Of { get; init; }

    /// <inheritdoc/>
    public override string Label => Of is not null ? $"{Codes.Text} to {Of.Label}" : Contact is null ? Codes.Text : $"{Codes.Text}, Contact {Contact}";
}

/// <summary>A control action. The harness's own party just does it; the system under test is told to through its control hooks.</summary>
public sealed record Control(Party Who, string Action, IReadOnlyList<(string Name, object Value)> Values) : Step
{
    /// <summary>True when the flow goes on where the system under test cannot do it, since the texts do not say that it can.</summary>
    public bool IsTried { get; init; }

    /// <summary>A request that the action presupposes: when it was refused, nobody is asked to act on it.</summary>
    public Template? Presupposes { get; init; }

    /// <summary>The action is asked for only when the given request was not refused, and it matters little whether it succeeds.</summary>
    public Control IfPossible(Template request) => this with { IsTried = true, Presupposes = request };

    /// <inheritdoc/>
    public override string Label => Values.Count == 0 ? Action : $"{Action} {string.Join(", ", Values.Select(v => ValueText.Of(v.Value)).Where(text => text.Length > 0))}".TrimEnd();
}

/// <summary>Something the user of a party must be shown; observable only where the system under test reports it.</summary>
public sealed record Sight(Party Who, string Event, IReadOnlyList<(string Name, object Value)> Values) : Step
{
    /// <summary>A request that the sight presupposes: when its receiver refuses that one, the sight is not due.</summary>
    public Template? Presupposes { get; init; }

    /// <summary>The sight is due only when the given request was not refused.</summary>
    public Sight IfAccepted(Template request) => this with { Presupposes = request };

    /// <inheritdoc/>
    public override string Label => $"{Event} {string.Join(", ", Values.Select(v => ValueText.Of(v.Value)))}".TrimEnd();
}

/// <summary>Sets up an MSRP session by INVITE, connects and opens it (RFC 4975 8 and 5.4).</summary>
public sealed record SessionSetup(Party Offerer, Party Answerer) : Step
{
    /// <summary>The accept-types a harness party announces; null for the usual ones.</summary>
    public IReadOnlyList<string>? AcceptTypes { get; init; }

    /// <summary>The accept-wrapped-types a harness party announces; empty for none.</summary>
    public IReadOnlyList<string> AcceptWrappedTypes { get; init; } = [];

    /// <summary>sendonly or recvonly as a harness party announces it; null for both ways.</summary>
    public string? Direction { get; init; }

    /// <summary>True when nobody asks the offerer for it: it calls because of a message that it has to carry.</summary>
    public bool IsUnasked { get; init; }

    /// <summary>The offerer calls because of what came before, and no control action is needed.</summary>
    public SessionSetup OfItsOwnAccord() => this with { IsUnasked = true };

    /// <inheritdoc/>
    public override string Label => $"MSRP session {Offerer} with {Answerer}";
}

/// <summary>An arrow, answer or sight that must not happen from here on. Silence counts only behind a fence.</summary>
public sealed record Never(Step Forbidden) : Step
{
    /// <summary>The window closes here: just before this step is carried out, after a fence; null for the end of the case.</summary>
    public Step? Until { get; init; }

    /// <summary>True when the window needs no fence, because it ends with an event that the harness itself brings about.</summary>
    public bool EndsWithEvent { get; init; }

    /// <summary>Closes the window just before the given step of the same flow, behind a fence.</summary>
    public Never Before(Step step) => this with { Until = step };

    /// <summary>Closes the window at the very moment of the given step, which is an act of the harness: what comes later is allowed.</summary>
    public Never UpTo(Step step) => this with { Until = step, EndsWithEvent = true };

    /// <inheritdoc/>
    public override string Label => $"never {Forbidden.Label}";
}

/// <summary>Steps whose arrows may come in any order, sent ones included.</summary>
public sealed record AnyOrder(IReadOnlyList<Step> Steps) : Step
{
    /// <inheritdoc/>
    public override string Label => string.Join(" and ", Steps.Select(s => s.Label));
}

/// <summary>Exactly one of several steps happens; the report says which.</summary>
public sealed record OneOf(IReadOnlyList<Step> Alternatives) : Step
{
    /// <inheritdoc/>
    public override string Label => string.Join(" or ", Alternatives.Select(s => s.Label));
}

/// <summary>A step that may happen, once, from here on, and need not.</summary>
public sealed record Optional(Step Allowed) : Step
{
    /// <summary>True when it may happen any number of times.</summary>
    public bool Again { get; init; }

    /// <summary>The step may happen any number of times; how often is a matter of the rules.</summary>
    public Optional AnyNumberOfTimes() => this with { Again = true };

    /// <inheritdoc/>
    public override string Label => $"perhaps {Allowed.Label}";
}

/// <summary>What a stretch of time is for, where the one who runs the test may say how long it is.</summary>
public enum QuietFor
{
    /// <summary>Nothing of the kind: the multiple of T1 stands.</summary>
    Nothing,

    /// <summary>Delivery is held open (T-HOLD).</summary>
    Hold,

    /// <summary>A receipt comes very late (T-LATE).</summary>
    Late,
}

/// <summary>Lets time pass while the windows of silence stay open. The length is a multiple of T1, so that a fast test bed waits little.</summary>
public sealed record Quiet(int TimesT1) : Step
{
    /// <summary>What it is for.</summary>
    public QuietFor For { get; init; }

    /// <inheritdoc/>
    public override string Label => $"{TimesT1}*T1 pass";
}
