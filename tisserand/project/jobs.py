"""Jobs about the jobs: a killed worker leaves its job «doing», somebody must take it up again."""

from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(name="project.retry_stalled", queueing_lock="project.retry_stalled", pass_context=True)
async def retry_stalled(context, timestamp: int) -> None:
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)
