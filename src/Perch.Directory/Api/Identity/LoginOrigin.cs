using Microsoft.AspNetCore.Http;

namespace Perch.Directory;

/// <summary>Where a log-in comes from, for the person to recognise it.</summary>
/// <param name="Address">As <see cref="CallerAddress"/> has it.</param>
/// <param name="Agent">Text from the wire: whoever asks may say anything.</param>
internal sealed record LoginOrigin(string Address, string Agent)
{
    private const int AgentMaxLength = 200;

    public LoginProof How { get; init; }

    public static LoginOrigin Of(HttpContext http)
    {
        var said = string.Concat(http.Request.Headers.UserAgent.ToString().Where(letter => !char.IsControl(letter)));

        return new(CallerAddress.Of(http), said.Length > AgentMaxLength ? said[..AgentMaxLength] : said);
    }
}
