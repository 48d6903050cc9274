using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Perch.Api;

/// <summary>What the OpenAPI document says of the usual endpoints. The body types only document: <see cref="JsonBody"/> reads.</summary>
public static class EndpointDescriptions
{
    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";

    public static RouteHandlerBuilder ProducesList<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<ListPage<T>>().ProducesProblem(StatusCodes.Status400BadRequest);

    public static RouteHandlerBuilder ProducesObject<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<T>().ProducesProblem(StatusCodes.Status404NotFound);

    public static RouteHandlerBuilder Creates<TBody, T>(this RouteHandlerBuilder endpoint)
        where TBody : notnull => endpoint.Accepts<TBody>(Json)
            .Produces<T>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);

    public static RouteHandlerBuilder Changes<TBody, T>(this RouteHandlerBuilder endpoint)
        where TBody : notnull => endpoint.Accepts<TBody>(MergePatch, Json)
            .Produces<T>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    public static RouteHandlerBuilder Deletes(this RouteHandlerBuilder endpoint) => endpoint
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);
}
