using Conformance.Harness.Evidence;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>An MSRP REPORT (RFC 4975 7.1.2). The harness never sends one by a scenario; it is drawn to be forbidden or awaited.</summary>
public sealed record DeliveryReport : Template
{
    private readonly Template _about;

    /// <summary>A REPORT about a message.</summary>
    public DeliveryReport(Template about) => _about = about;

    /// <inheritdoc/>
    public override string Name => $"REPORT({_about.Name})";

    /// <inheritdoc/>
    public override string Label => Name;

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) => throw new NotSupportedException("REPORTs are made by the MSRP session, not by scenarios");

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message.Msrp is { IsRequest: true, Method: "REPORT" } report && facts.MsrpMessageId(_about) is { } id && report.MessageId == id
            ? Recognition.Yes
            : Recognition.No;
}
