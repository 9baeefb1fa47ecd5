using Conformance.Harness.Evidence;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>A SIP OPTIONS request (RFC 3261 11): discovery, and the check that somebody is still there.</summary>
public sealed record Ping : Template
{
    private readonly string _name;

    /// <summary>An OPTIONS request.</summary>
    public Ping(string name) => _name = name;

    /// <inheritdoc/>
    public override string Name => _name;

    /// <inheritdoc/>
    public override string Label => $"OPTIONS({Name})";

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) =>
        new() { Method = "OPTIONS", Headers = [("Accept", "message/cpim, multipart/mixed, text/plain")] };

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message is { IsRequest: true, Method: "OPTIONS" } ? Recognition.Yes : Recognition.No;
}
