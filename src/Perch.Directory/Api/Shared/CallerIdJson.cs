using Perch.Api;

namespace Perch.Directory;

internal sealed record CallerIdJson(string? Internal, string? External)
{
    public static CallerIdJson Of(CallerId callerId) => new(callerId.Internal, callerId.External);

    public static CallerId Read(JsonFields fields, CallerId now) => new(
        fields.Text("internal", now.Internal, DirectoryLimits.TextMaxLength),
        fields.Text("external", now.External, DirectoryLimits.TextMaxLength));
}
